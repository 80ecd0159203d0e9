package io.penstock.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows run what somebody has looked at, and deploy in the order that is safe. */
class WorkflowsTest {
  @TempDir private Path folder;

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
            "needs: verify",
            "bundle validate --strict",
            "bundle plan",
            "keeps-data.sh plan.json",
            "needs: plan",
            "deploy-planned.sh")
        .doesNotContain("mvn", "setup-java");
    // The jar of the job that has verified it is the one that is planned and deployed.
    assertThat(deploy.split("name: jar", -1)).hasSize(3);
    assertThat(deploy).contains("PENSTOCK_JAR: built");
    assertThat(Files.readString(Path.of("databricks.yml")))
        .contains("build: '[ \"$PENSTOCK_JAR\" = built ] || mvn ");
    assertThat(Files.readString(FOLDER.resolve("build.yml")))
        .containsSubsequence(".ci/run", "path: target/penstock.jar")
        // Who calls it could not grant it more than it has, and builds need no identity.
        .doesNotContain("id-token");
    assertThat(Files.readString(FOLDER.resolve("ci.yml")))
        .containsSubsequence(
            "uses: ./.github/workflows/build.yml",
            "vars.DATABRICKS_DEV_HOST != ''",
            "bundle validate --strict --target dev",
            "bundle plan --target dev");
  }

  private record Said(int status, String text) {}

  private Said keepsData(String plan) throws Exception {
    Path file = Files.writeString(folder.resolve("plan.json"), plan);
    Process process;
    try {
      new ProcessBuilder("jq", "--version").start().waitFor();
    } catch (IOException e) {
      assumeTrue(false, "skipped: there is no jq here, which the script needs");
    }
    process =
        new ProcessBuilder("bash", ".github/scripts/keeps-data.sh", file.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static String plan(String... resourcesAndActions) {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < resourcesAndActions.length; i += 2) {
      entries
          .append(i == 0 ? "" : ",")
          .append(
              "\"resources.%s\": {\"action\": \"%s\"}"
                  .formatted(resourcesAndActions[i], resourcesAndActions[i + 1]));
    }
    return "{\"plan_version\": 2, \"plan\": {" + entries + "}}";
  }

  @Test
  void aPlanThatKeepsWhatHoldsDataMayBeDeployed() throws Exception {
    assertThat(
            keepsData(
                plan(
                    "schemas.gold", "create",
                    "schemas.gold.grants", "delete",
                    "volumes.files", "update_id",
                    "secret_scopes.sales", "skip",
                    "jobs.sales", "recreate",
                    "dashboards.sales", "delete")))
        .isEqualTo(new Said(0, "The plan keeps every catalog, schema, volume and secret scope.\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "schemas.gold, delete",
    "schemas.gold, recreate",
    "volumes.files, delete",
    "volumes.files, recreate",
    "secret_scopes.sales, delete",
    "secret_scopes.sales, recreate",
    "catalogs.dev, delete",
    "schemas.gold, an_action_that_nobody_knows_yet",
  })
  void aPlanThatWouldLoseDataIsStopped(String resource, String action) throws Exception {
    Said said = keepsData(plan("jobs.sales", "update", resource, action));

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text())
        .contains(action + " resources." + resource)
        .doesNotContain("jobs.sales");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"plan_version\": 3, \"plan\": {}}", "{}", "", "{\"plan_version\": 2}"})
  void aPlanThatNobodyCanReadIsStopped(String plan) throws Exception {
    assertThat(keepsData(plan).status()).isNotZero();
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
