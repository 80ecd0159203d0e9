package io.penstock.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.read.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody writes end with a sentence, and soon. */
@Timeout(30)
class LimitsTest {
  @TempDir private Path folder;

  private String said(String text) throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.writeString(folder.resolve("sources/a.yml"), text);
    Problems problems = new Problems();
    PipelineReader.read(folder, "local", Map.of(), problems);
    try {
      problems.throwIfAny();
      return "";
    } catch (SpecException e) {
      return e.getMessage();
    }
  }

  @Test
  void yamlThatStandsForMoreThanThereIsRoomForIsRefused() throws IOException {
    // Fewer aliases than the parser itself counts.
    String bomb =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + IntStream.rangeClosed(1, 7)
                .mapToObj(
                    i ->
                        String.format(
                            "a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d]%n",
                            i, i - 1))
                .collect(Collectors.joining());

    assertThat(said(bomb))
        .startsWith("sources/a.yml:")
        .contains("stands for more than 200000 values, its aliases followed");
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws IOException {
    assertThat(said("# " + "x".repeat(5_000_000)))
        .contains("too long for a file that people write. Found: 5000002 bytes");
  }

  @Test
  void ofVeryManyProblemsTheFirstAreSaid() throws IOException {
    String keys =
        IntStream.range(0, 20_000).mapToObj(i -> "key" + i + ": 1\n").collect(Collectors.joining());

    String said = said("source: {type: files, path: /data}\nformat: {type: csv}\n" + keys);

    assertThat(said.lines()).hasSize(501);
    assertThat(said).endsWith("more like these.");
  }

  @Test
  void aTableHasNoMoreColumnsThanSparkCanPlan() throws IOException {
    String columns =
        IntStream.range(0, ColumnSpec.MOST + 1)
            .mapToObj(i -> "    c" + i + ": {type: int}\n")
            .collect(Collectors.joining());

    assertThat(
            said(
                "source: {type: files, path: /data}\nformat: {type: csv}\nschema:\n  columns:\n"
                    + columns))
        .contains("'schema.columns' has more columns than a table may have. Found: 10001");
  }
}
