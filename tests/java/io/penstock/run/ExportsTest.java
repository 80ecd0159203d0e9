package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepResult;
import io.penstock.testing.SharedData;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versioned exports: what readers of the manifest see, whatever happens to a run. */
class ExportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;

  /** Ends a step where a process would have ended. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("", null, false, false);
    }
  }

  @AfterEach
  void listenNoMore() {
    FaultPoint.listen(point -> {});
  }

  private Trial trial(String publish) {
    return new Trial(root)
        .file(
            "environments/local.yml",
            "lake: "
                + root.resolve("lake").toUri()
                + "\nconnections: {exports: {url: \""
                + root.resolve("exports").toUri()
                + "\"}}\n")
        .file(
            "sources/a.yml",
            "source: {type: files, path: ../data}\nformat: {type: csv}\n"
                + "schema: {columns: {id: {type: int}, text: {type: string}, region: {type: string}}}\n")
        .file("silver/a.sql", "SELECT id, text, region FROM bronze.a\n")
        .file("silver/a.yml", "keys: [id]\n")
        .file(
            "gold/g.sql",
            "SELECT id, text, region, CAST(id AS DECIMAL(12,2)) / 4 AS amount FROM silver.a\n")
        .file("gold/g.yml", "keys: [id]\n")
        .file("publish/exports.yml", "to: {files: exports}\n" + publish);
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(Files.readString(root.resolve("exports/g/manifest.json")));
  }

  /** All records of the current version, by another reader than any of Penstock's. */
  private List<List<String>> records(boolean header) throws IOException {
    return records(manifest(), header);
  }

  private List<List<String>> records(JsonNode manifest, boolean header) throws IOException {
    List<List<String>> records = new ArrayList<>();
    for (JsonNode file : manifest.path("files")) {
      Path path = root.resolve("exports/g").resolve(file.path("path").asText());
      assertThat(Files.size(path)).isEqualTo(file.path("bytes").asLong());
      InputStream raw = Files.newInputStream(path);
      InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
      try (CsvReader<CsvRecord> reader =
          CsvReader.builder().ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        boolean first = header;
        for (CsvRecord record : reader) {
          if (!first) {
            records.add(record.getFields());
          }
          first = false;
        }
      }
    }
    return records;
  }

  private static StepResult publish(Trial trial) {
    return Trial.step(trial.run(), "publish.exports.g");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void everyTextComesBackAsItWas(String compression) throws IOException {
    Trial trial = trial("format: {type: csv, compression: " + compression + "}\ntables: {g: {}}\n");
    trial.file(
        "../data/a.csv",
        "id,text,region\n1,\"a,b\",x\n2,\"say \"\"hi\"\"\",x\n3,\"two\nlines\",x\n"
            + "4,\"carriage\r\nreturn\",x\n5,,x\n6,\"\",x\n7,\"  spaces  \",x\n8,\"# no comment\",\"\"\n"
            + "9,\"'\",\n10,\"\\N\",\"ü😀\"\n11,\"a\rb\",\"\t\"\n12,\"\"\"\",\"\\\"\n");

    StepResult step = publish(trial);

    assertThat(step.error()).isEmpty();
    assertThat(step.counts().written()).isEqualTo(12);
    assertThat(step.detail()).contains("every row compared");
    List<List<String>> records = new ArrayList<>(records(true));
    records.sort((a, b) -> Integer.compare(Integer.parseInt(a.get(0)), Integer.parseInt(b.get(0))));
    assertThat(records.stream().map(r -> r.get(1)).toList())
        .containsExactly(
            "a,b",
            "say \"hi\"",
            "two\nlines",
            "carriage\r\nreturn",
            "",
            "",
            "  spaces  ",
            "# no comment",
            "'",
            "\\N",
            "a\rb",
            "\"");
    assertThat(records.get(11)).containsExactly("12", "\"", "\\", "3.000000");
    assertThat(manifest().path("rows").asLong()).isEqualTo(12);
    assertThat(manifest().path("columns").get(3).path("type").asText()).startsWith("DECIMAL");
    try (Stream<Path> latest = Files.walk(root.resolve("exports/g/latest"))) {
      assertThat(latest.filter(p -> p.toString().contains(".csv")).count()).isPositive();
    }
  }

  @Test
  void everyTextOfCsvSpectrumComesBackToAnotherReader() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path file : SharedData.files("messy/csv-spectrum/json")) {
      JSON.readTree(file.toFile()).forEach(row -> row.forEach(v -> texts.add(v.asText())));
    }
    assertThat(texts).hasSizeGreaterThan(20).anyMatch(text -> text.contains("\n"));
    StringBuilder csv = new StringBuilder("id,text,region\n");
    for (int i = 0; i < texts.size(); i++) {
      csv.append(i).append(",\"").append(texts.get(i).replace("\"", "\"\"")).append("\",x\n");
    }
    Trial trial = trial("format: {type: csv}\ntables: {g: {}}\n").data("a.csv", csv.toString());

    assertThat(publish(trial).error()).isEmpty();

    List<List<String>> records = new ArrayList<>(records(true));
    records.sort((a, b) -> Integer.compare(Integer.parseInt(a.get(0)), Integer.parseInt(b.get(0))));
    assertThat(records.stream().map(r -> r.get(1)).toList()).isEqualTo(texts);
  }

  @Test
  void versionsStayAsLongAsTheyAreWanted() throws IOException {
    Trial trial =
        trial(
            "format: {type: parquet}\nkeep: 2\n"
                + "tables: {g: {partition_by: [region], max_file_size: 1KB}}\n");
    for (int i = 1; i < 5; i++) {
      trial.file("../data/a.csv", "id,text,region\n1,v" + i + ",a/b\n2,v,\n");
      assertThat(publish(trial).error()).isEmpty();
    }
    assertThat(publish(trial).status()).hasToString("skipped");

    JsonNode manifest = manifest();
    assertThat(manifest.path("versions")).hasSize(2);
    try (Stream<Path> folders = Files.list(root.resolve("exports/g/versions"))) {
      assertThat(folders.filter(Files::isDirectory)).hasSize(2);
    }
    List<String> paths = new ArrayList<>();
    manifest
        .path("files")
        .forEach(
            f -> paths.add(root.resolve("exports/g").resolve(f.path("path").asText()).toString()));
    String current = paths.get(0).replaceFirst("/region=.*", "");
    assertThat(
            TestSpark.session()
                .read()
                .parquet(current)
                .selectExpr("id", "text", "region")
                .orderBy("id")
                .collectAsList()
                .toString())
        .isEqualTo("[[1,v4,a/b], [2,v,null]]");
  }

  @Test
  void rowsAreAddedOnceAsFurtherFiles() throws IOException {
    Trial trial = trial("defaults: {mode: append}\ntables: {g: {}}\n");
    trial.file("../data/a.csv", "id,text,region\n1,a,x\n");
    publish(trial);
    trial.file("../data/b.csv", "id,text,region\n2,b,x\n3,c,x\n");

    StepResult step = publish(trial);

    assertThat(step.error()).isEmpty();
    assertThat(step.counts().written()).isEqualTo(2);
    assertThat(manifest().path("files").size()).isGreaterThan(1);
    assertThat(records(true).stream().map(r -> r.get(0))).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(manifest().path("rows").asLong()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"swap", "append"})
  void aKillAnywhereLeavesOneWholeVersion(String mode) throws Exception {
    Trial trial = trial("defaults: {mode: " + mode + "}\ntables: {g: {}}\n");
    trial.file("../data/0.csv", "id,text,region\n0,a,x\n");
    Set<String> points = new LinkedHashSet<>();
    FaultPoint.listen(points::add);
    publish(trial);
    trial.file("../data/1.csv", "id,text,region\n1,a,x\n");
    publish(trial);
    points.retainAll(
        List.of(
            "run-begun",
            "shadow-created",
            "loaded",
            "verified",
            "before-rename",
            "after-rename",
            "stage-created",
            "staged",
            "merged",
            "entered",
            "committed",
            "settled"));
    assertThat(points).hasSizeGreaterThan(5);
    AtomicBoolean end = new AtomicBoolean();
    AtomicReference<String> wrong = new AtomicReference<>();
    Thread reader = new Thread(() -> follow(end, wrong));
    reader.start();
    int next = 2;
    for (String point : points) {
      trial.file("../data/" + next + ".csv", "id,text,region\n" + next + ",a,x\n");
      next++;
      AtomicBoolean killed = new AtomicBoolean();
      FaultPoint.listen(
          passed -> {
            if (passed.equals(point) && killed.compareAndSet(false, true)) {
              throw new Killed();
            }
          });
      try {
        trial.run();
      } catch (Killed e) {
        // As a process would have ended here.
      }
      FaultPoint.listen(p -> {});
      publish(trial);
      assertThat(records(true)).as(point).hasSize(next);
      try (Stream<Path> left = Files.walk(root.resolve("exports/g"))) {
        assertThat(left.filter(p -> p.toString().contains("/runs/"))).as(point).isEmpty();
      }
    }
    end.set(true);
    reader.join();
    assertThat(wrong.get()).isNull();
  }

  /** A reader that follows the manifest; each version that it sees is whole. */
  private void follow(AtomicBoolean end, AtomicReference<String> wrong) {
    while (!end.get()) {
      try {
        JsonNode manifest = manifest();
        long expected = manifest.path("rows").asLong();
        List<List<String>> rows = records(manifest, true);
        if (rows.size() != expected) {
          wrong.set(rows.size() + " where " + expected + " are");
        }
      } catch (IOException | RuntimeException e) {
        wrong.set(e.toString());
      }
    }
  }
}
