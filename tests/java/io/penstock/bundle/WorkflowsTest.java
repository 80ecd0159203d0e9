package io.penstock.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflows run what somebody has looked at, and deploy in the order that is safe. */
class WorkflowsTest {
  private static final Path FOLDER = Path.of(".github/workflows");
  private static final Pattern PINNED =
      Pattern.compile("\\S+@[0-9a-f]{40} # v[0-9.]+|\\./\\.github/workflows/[a-z]+\\.yml");

  @Test
  void everyActionIsPinnedToACommit() throws IOException {
    assertThat(lines(".*\\buses: .*"))
        .isNotEmpty()
        .allMatch(line -> PINNED.matcher(line.replaceFirst(".*uses: ", "")).matches());
  }

  @Test
  void nothingIsDeployedThatIsNotTestedValidatedAndPlanned() throws IOException {
    String deploy = Files.readString(FOLDER.resolve("deploy.yml"));
    assertThat(deploy)
        .containsSubsequence(
            "needs: verify", "bundle validate --strict", "bundle plan", "bundle deploy");
  }

  @Test
  void noSecretIsNeeded() throws IOException {
    assertThat(lines(".*secrets\\..*")).isEmpty();
    assertThat(lines(".*DATABRICKS_AUTH_TYPE.*")).allMatch(line -> line.endsWith(" github-oidc"));
  }

  private static List<String> lines(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .flatMap(WorkflowsTest::read)
          .filter(line -> line.matches(pattern))
          .map(String::strip)
          .toList();
    }
  }

  private static Stream<String> read(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
