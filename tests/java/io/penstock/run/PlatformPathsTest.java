package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.ops.StepResult;
import io.penstock.spec.SpecException;
import io.penstock.testing.PlatformFiles;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines over file systems that behave as those of a Databricks cluster with Unity Catalog do;
 * see {@link PlatformFiles}.
 */
class PlatformPathsTest {
  private static final String DAY = ",1/31/2014,2,10.50,21.00\n";

  @TempDir private Path root;
  private Volume volume;
  private Trial trial;

  @BeforeEach
  void open() {
    volume = Volume.make();
    SparkSession session = TestSpark.session().newSession();
    Map<String, String> settings =
        scala.jdk.javaapi.CollectionConverters.asJava(TestSpark.session().conf().getAll());
    settings.forEach(
        (key, value) -> {
          if (session.conf().isModifiable(key)) {
            session.conf().set(key, value);
          }
        });
    PlatformFiles.settings(root.resolve("buckets")).forEach(session.conf()::set);
    trial = SalesTrial.in(root).inSession(session).inCatalog("spark_catalog");
    environment(volume.files().toString());
  }

  @AfterEach
  void close() throws IOException {
    trial.inCatalog("spark_catalog");
    volume.close();
  }

  private void environment(String lake) {
    trial.file("environments/local.yml", "lake: " + lake + "\ncatalog: spark_catalog\n");
  }

  private void source(String location) {
    trial.file(
        "sources/sales.yml",
        SalesTrial.source("").replace("{type: files, path: ../data}", location));
  }

  private Path zip(Path folder, String name, String csv) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("sales.csv"));
      zip.write((SalesTrial.HEADER + csv).getBytes(StandardCharsets.UTF_8));
    }
    Files.createDirectories(folder);
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private Stream<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList()
          .stream();
    }
  }

  @Test
  void archivesInAVolumeAreUnpackedReadAndPutAway() throws IOException {
    Path arrivals = volume.files().resolve("arrivals");
    source(
        "{type: files, path: \"dbfs:"
            + arrivals
            + "/\", include: \"*.zip\", unpack: zip, archive: \"dbfs:"
            + volume.files().resolve("archive")
            + "\"}");
    zip(arrivals, "first day.zip", "1,Togo" + DAY + "2,Samoa" + DAY);

    RunResult first = trial.run();

    assertThat(first.steps()).allMatch(step -> step.error().isEmpty());
    assertThat(first.balanced()).isTrue();
    assertThat(trial.query("SELECT country, orders FROM gold.by_country ORDER BY country"))
        .containsExactly("[Samoa,1]", "[Togo,1]");
    assertThat(files(arrivals)).isEmpty();
    assertThat(files(volume.files().resolve("archive"))).containsExactly("000001/first day.zip");
    // No checksum of Hadoop's lies beside a file: it would be one more that arrives.
    assertThat(files(volume.files())).noneMatch(name -> name.endsWith(".crc"));

    zip(arrivals, "second.zip", "3,Togo" + DAY);
    RunResult second = trial.run();

    assertThat(Trial.step(second, "land.sales").counts().written()).isEqualTo(1);
    assertThat(Trial.step(second, "land.sales").detail())
        .contains("moved to " + volume.files().resolve("archive"))
        .doesNotContain("no longer there");
    assertThat(trial.query("SELECT country, orders FROM gold.by_country ORDER BY country"))
        .containsExactly("[Samoa,1]", "[Togo,2]");
    assertThat(trial.query("SELECT DISTINCT _source_file FROM bronze.sales"))
        .hasSize(2)
        .allMatch(file -> file.startsWith("[/Volumes/"));

    assertThat(trial.run().steps()).allMatch(step -> step.skipped());
  }

  @Test
  void filesInAVolumeAreReadWhereTheyAreAndAChangedOneTakesThePlaceOfItsRows() throws IOException {
    Path data = Files.createDirectories(volume.files().resolve("data"));
    source("{type: files, path: \"" + data + "\"}");
    Files.writeString(data.resolve("a b.csv"), SalesTrial.HEADER + "1,Togo" + DAY);
    assertThat(trial.run().exitStatus()).isZero();

    Files.writeString(
        data.resolve("a b.csv"), SalesTrial.HEADER + "1,Samoa" + DAY + "2,Togo" + DAY);
    assertThat(trial.run().exitStatus()).isZero();

    assertThat(trial.query("SELECT order_id, country FROM bronze.sales ORDER BY order_id"))
        .containsExactly("[1,Samoa]", "[2,Togo]");
  }

  @Test
  void parquetInAVolumeIsReadBySparkAndAChangedFileTakesThePlaceOfItsRows() throws IOException {
    Path data = Files.createDirectories(volume.files().resolve("data"));
    trial.file(
        "sources/sales.yml",
        "source: {type: files, path: \"" + data + "\"}\nformat: {type: parquet}\n");
    for (String model :
        List.of(
            "silver/sales.sql", "silver/sales.yml", "gold/by_country.sql", "gold/by_country.yml")) {
      Files.delete(trial.folder().resolve(model));
    }
    parquet(data.resolve("daily + 100% orders.parquet"), 2);
    parquet(data.resolve("plain.parquet"), 1);
    assertThat(trial.run("land", "bronze").exitStatus()).isZero();

    parquet(data.resolve("daily + 100% orders.parquet"), 1);
    assertThat(trial.run("land", "bronze").exitStatus()).isZero();

    assertThat(trial.query("SELECT _source_file, count(*) FROM bronze.sales GROUP BY 1 ORDER BY 1"))
        .containsExactly(
            "[" + data + "/daily + 100% orders.parquet,1]", "[" + data + "/plain.parquet,1]");
  }

  private void parquet(Path file, int rows) throws IOException {
    Path folder = Files.createTempDirectory(root, "parquet");
    TestSpark.session()
        .sql("SELECT id AS order_id, 'Togo' AS country FROM range(" + rows + ")")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.toUri().toString());
    try (Stream<Path> parts = Files.list(folder)) {
      Path part = parts.filter(p -> p.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void s3ThatOnlySparksReadersMayReadIsSaidBeforeAnythingRuns() throws IOException {
    source("{type: files, path: \"s3a://sales/in/*.zip\", unpack: zip}");
    environment("s3://lake/sales");
    zip(root.resolve("buckets/sales/in"), "a.zip", "1,Togo" + DAY);

    assertThatThrownBy(trial::run)
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("Source 'sales' (sources/sales.yml:1): cannot open 's3://sales/in'")
        .hasMessageContaining("No operations allowed on this path")
        .hasMessageContaining("Make an external volume of it and say /Volumes/")
        .hasMessageContaining("cannot open 's3://lake/sales'");
    assertThat(trial.lake().exists(io.penstock.spec.TableName.landing("sales"))).isFalse();
    assertThat(trial.lake().exists(io.penstock.spec.TableName.ops("runs"))).isFalse();
  }

  @Test
  void anArchiveThatCannotBeMovedStaysAndIsMovedByTheNextRun() throws IOException {
    Path arrivals = volume.files().resolve("arrivals");
    Path away = volume.files().resolve("archive");
    source("{type: files, path: \"" + arrivals + "\", unpack: zip, archive: \"" + away + "\"}");
    zip(arrivals, "a.zip", "1,Togo" + DAY);
    // A file where the folder should be.
    Files.writeString(away, "in the way");

    RunResult first = trial.run();

    StepResult land = Trial.step(first, "land.sales");
    assertThat(land.error()).isEmpty();
    assertThat(land.detail()).contains("1 of 1 cannot be moved to " + away);
    assertThat(files(arrivals)).containsExactly("a.zip");

    Files.delete(away);
    RunResult second = trial.run();

    assertThat(Trial.step(second, "land.sales").status()).hasToString("skipped");
    assertThat(files(arrivals)).isEmpty();
    assertThat(files(away)).containsExactly("000001/a.zip");
    assertThat(trial.query("SELECT count(*) FROM bronze.sales")).containsExactly("[1]");
  }
}
