package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.OutsideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitFilesTest {
  private static final StepCommit STEP =
      new StepCommit(
          "silver.sales", "run", 7, "made-once", "d", Map.of(), Map.of("n", "\"1\""), 6L, 5L);

  @TempDir private Path table;

  @BeforeEach
  void makeLog() throws IOException {
    Files.createDirectories(table.resolve("_delta_log/_sidecars"));
  }

  @Test
  void theNewestCommitComesFirstAndOthersAreReadOnlyWhenAskedFor() throws IOException {
    file("00000000000000000002.json", "{\"commitInfo\": this is no JSON");
    file("00000000000000000009.json", info("\"operationMetrics\":{\"numOutputRows\":\"12\"}"));
    file("00000000000000000010.json", info("\"userMetadata\":" + quoted(STEP.toJson())));

    assertThat(
            CommitFiles.newestFirst(
                    new org.apache.hadoop.fs.Path(table.toString()), new Configuration())
                .orElseThrow()
                .limit(2)
                .toList())
        .containsExactly(
            new Commit(10, "WRITE", Optional.of(STEP), Map.of(), Optional.empty(), true),
            new Commit(
                9,
                "WRITE",
                Optional.empty(),
                Map.of("numOutputRows", "12"),
                Optional.empty(),
                true));
    assertThatThrownBy(
            () ->
                CommitFiles.newestFirst(
                        new org.apache.hadoop.fs.Path(table.toString()), new Configuration())
                    .orElseThrow()
                    .toList())
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("00000000000000000002.json")
        .hasMessageContaining("damaged");
  }

  @Test
  void aDamagedCommitIsNoMissingTable() throws IOException {
    file("00000000000000000000.json", "{\"garbage");

    assertThatThrownBy(
            () ->
                CommitFiles.newestFirst(
                        new org.apache.hadoop.fs.Path(table.toString()), new Configuration())
                    .orElseThrow()
                    .toList())
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("00000000000000000000.json");
  }

  @Test
  void whatIsNoCommitIsPassedOver() throws IOException {
    file("00000000000000000000.json", info("\"userMetadata\":\"somebody's own words\""));
    file("00000000000000000001.json", "{\"add\":{\"path\":\"a.parquet\"}}");
    for (String other :
        List.of(
            "00000000000000000001.crc",
            "00000000000000000001.checkpoint.parquet",
            "00000000000000000000.00000000000000000001.compacted.json",
            ".00000000000000000002.json.tmp",
            "_last_checkpoint",
            "_sidecars/00000000000000000003.json")) {
      file(other, "none of this");
    }

    assertThat(
            CommitFiles.newestFirst(
                    new org.apache.hadoop.fs.Path(table.toString()), new Configuration())
                .orElseThrow()
                .toList())
        .containsExactly(
            new Commit(1, "", Optional.empty(), Map.of(), Optional.empty(), true),
            new Commit(0, "WRITE", Optional.empty(), Map.of(), Optional.empty(), true));
  }

  @Test
  void commitsThatACatalogStillKeepsElsewhereAreNotMissed() throws IOException {
    file("00000000000000000000.json", info("\"userMetadata\":\"x\""));
    Files.createDirectories(table.resolve("_delta_log/_staged_commits"));
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(table.toString());
    assertThat(CommitFiles.newestFirst(path, new Configuration())).isPresent();

    file("_staged_commits/00000000000000000001.4711.json", info("\"userMetadata\":\"y\""));

    // Delta's own history knows them.
    assertThat(CommitFiles.newestFirst(path, new Configuration())).isEmpty();
  }

  private static String info(String fields) {
    return "{\"protocol\":{\"minReaderVersion\":1}}\n{\"commitInfo\":{\"operation\":\"WRITE\","
        + fields
        + "}}\n{\"add\":{\"path\":\"a.parquet\"}}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(table.resolve("_delta_log").resolve(name), text);
  }
}
