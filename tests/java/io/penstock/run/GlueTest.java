package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.publish.Answer;
import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.publish.glue.GlueKind;
import io.penstock.publish.redshift.Warehouse;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Destination;
import io.penstock.spec.Origin;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SecretText;
import io.penstock.spec.SpecException;
import io.penstock.spec.StagingSpec;
import io.penstock.testing.AwsStub;
import io.penstock.testing.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of the lake in the catalog of AWS, and questions to Athena. */
class GlueTest {
  private static final Origin AT = new Origin("environments/prod.yml", 3);
  @TempDir private Path root;
  private AwsStub aws;
  private Trial trial;

  @BeforeAll
  static void startS3() {
    Warehouse.servers();
  }

  @BeforeEach
  void start() throws IOException {
    aws = new AwsStub();
    trial =
        new Trial(root)
            .file("environments/local.yml", environment("s3a://lake/" + UUID.randomUUID()))
            .file(
                "sources/a.yml",
                "source: {type: files, path: ../data}\nformat: {type: csv}\n"
                    + "schema: {columns: {id: {type: int}, text: {type: string}}}\n")
            .file("silver/a.sql", "SELECT id, text FROM bronze.a\n")
            .file("silver/a.yml", "keys: [id]\n")
            .file("gold/g.sql", "SELECT id, text, array(id) AS ids FROM silver.a\n")
            .file("gold/g.yml", "keys: [id]\n")
            .file("publish/catalog.yml", "to: {glue: lakehouse}\ntables: {g: {}}\n")
            .data("1.csv", "id,text\n1,a\n2,b\n");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private String url() {
    return "glue://eu-central-1/lakehouse?workgroup=bi&endpoint=" + aws.endpoint();
  }

  private String environment(String lake) {
    return "lake: "
        + lake
        + "\nconnections:\n  exports: {url: '"
        + lake
        + "/exports'}\n  lakehouse: {url: '"
        + url()
        + "', access_key: k, secret_key: s}\n";
  }

  private static List<String> columns(JsonNode table) {
    List<String> columns = new java.util.ArrayList<>();
    table
        .path("StorageDescriptor")
        .path("Columns")
        .forEach(c -> columns.add(c.path("Name").asText() + " " + c.path("Type").asText()));
    return columns;
  }

  @Test
  void registersATableAndKeepsItCurrent() {
    StepResult step = Trial.step(trial.run(), "publish.catalog.g");

    assertThat(step.error()).isEmpty();
    assertThat(target(url()).published("g")).isPresent();
    JsonNode table = aws.tables.get("g");
    assertThat(columns(table)).containsExactly("id int", "text string", "ids array<int>");
    assertThat(table.path("StorageDescriptor").path("Location").asText())
        .startsWith("s3://lake/")
        .endsWith("gold/g");
    assertThat(table.path("Parameters").path("table_type").asText()).isEqualTo("DELTA");

    int before = aws.asked.size();
    trial.run();
    assertThat(aws.asked.subList(before, aws.asked.size()))
        .as("nothing new, so it is looked at and left")
        .containsOnly("GetTable");

    ((ObjectNode) table.path("Parameters")).put("of_somebody", "stays");
    trial
        .data("2.csv", "id,text\n3,c\n")
        .file("gold/g.sql", "SELECT id, text, array(id) AS ids, 1 AS more FROM silver.a\n");
    trial.run();

    table = aws.tables.get("g");
    assertThat(columns(table)).hasSize(4).last().isEqualTo("more int");
    assertThat(table.path("Parameters").path("of_somebody").asText()).isEqualTo("stays");
    assertThat(table.path("VersionId").asInt()).isEqualTo(1);
  }

  private Trial exporting(String format, String table) {
    return trial
        .file("gold/g.sql", "SELECT id, text, id % 2 AS odd FROM silver.a\n")
        .file(
            "publish/exports.yml",
            "to: {files: exports}\n" + format + "tables: {g: " + table + "}\n")
        .file(
            "publish/catalog.yml", "to: {glue: lakehouse}\ntables: {files: {export: exports.g}}\n");
  }

  private String location() {
    return aws.tables.get("files").path("StorageDescriptor").path("Location").asText();
  }

  private String parameter(String name) {
    return aws.tables.get("files").path("Parameters").path(name).asText();
  }

  @Test
  void anExportIsRegisteredWithItsPartitionsByOneRequestForEachVersion() {
    exporting("format: {type: parquet}\nkeep: 1\n", "{partition_by: [odd]}");

    assertThat(Trial.step(trial.run(), "publish.catalog.files").error()).isEmpty();

    String first = location();
    assertThat(first).matches("s3://lake/.*/exports/g/versions/[^/]+");
    assertThat(columns(aws.tables.get("files"))).containsExactly("id int", "text string");
    JsonNode partition = aws.tables.get("files").path("PartitionKeys");
    assertThat(partition).hasSize(1);
    assertThat(partition.get(0).path("Name").asText()).isEqualTo("odd");
    assertThat(parameter("projection.odd.values")).isEqualTo("0,1");
    assertThat(parameter("storage.location.template")).isEqualTo(first + "/odd=${odd}/");
    assertThat(parameter("classification")).isEqualTo("parquet");

    assertThat(Trial.step(trial.run(), "publish.catalog.files").status()).hasToString("skipped");
    trial.run(Refresh.FULL, "publish.exports.g");
    assertThat(location()).isEqualTo(first);
    assertThat(trial.plan("publish.catalog.files").get(0)).contains("UPDATE");
    trial.run();

    String second = location();
    assertThat(second).as("the same version, written again to another folder").isNotEqualTo(first);

    trial.data("2.csv", "id,text\n4,d\n");
    trial.run();
    assertThat(location()).isNotEqualTo(second);

    exporting("format: {type: parquet}\n", "{}");
    trial.run();
    assertThat(aws.tables.get("files").path("PartitionKeys")).isEmpty();
    assertThat(parameter("projection.enabled")).isEmpty();
    assertThat(columns(aws.tables.get("files"))).hasSize(3);
    assertThat(aws.asked).containsOnly("GetTable", "GetDatabase", "CreateTable", "UpdateTable");
  }

  @Test
  void anExportWithoutRowsOrWithOthersThanAthenaTakesIsDealtWith() {
    exporting("format: {type: parquet}\n", "{partition_by: [odd]}")
        .file("gold/g.sql", "SELECT id, text, id % 2 AS odd FROM silver.a WHERE id < 0\n");
    assertThat(Trial.step(trial.run(), "publish.catalog.files").error()).isEmpty();
    assertThat(location()).contains("/versions/");

    trial.file("gold/g.sql", "SELECT id, text, concat(text, ', ') AS odd FROM silver.a\n");
    StepResult step = Trial.step(trial.run(), "publish.catalog.files");

    assertThat(step.error().orElseThrow())
        .contains("no comma")
        .contains("odd=a,")
        .contains("'partition_by'");
  }

  @Test
  void anExportThatAthenaCannotReadIsRefusedBeforeAnythingRuns() {
    exporting("format: {type: csv}\n", "{}");
    assertThatThrownBy(() -> trial.run())
        .hasMessageContaining("it is CSV")
        .hasMessageContaining("exports.g");
    exporting("format: {type: parquet}\n", "{mode: append}");
    assertThatThrownBy(() -> trial.run()).hasMessageContaining("several folders");
    trial.file(
        "publish/catalog.yml", "to: {glue: lakehouse}\ntables: {files: {export: exports.h}}\n");
    assertThatThrownBy(() -> trial.run())
        .hasMessageContaining("there is no export 'exports.h'")
        .hasMessageContaining("exports.g");
  }

  @Test
  void aTableOfSomebodyElseIsLeftAlone() {
    ObjectNode other = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    other.put("Name", "g").put("VersionId", "7").putObject("Parameters");
    aws.tables.put("g", other.deepCopy());

    StepResult step = Trial.step(trial.run(), "publish.catalog.g");

    assertThat(step.error().orElseThrow()).contains("which Penstock did not make");
    assertThat(aws.tables.get("g")).isEqualTo(other);
  }

  @Test
  void aLakeThatIsNotInS3IsSaidToBeNone() {
    trial.file("environments/local.yml", environment(root.resolve("lake").toUri().toString()));

    assertThat(Trial.step(trial.run(), "publish.catalog.g").error().orElseThrow())
        .contains("Athena reads tables in S3 only")
        .contains("file:");
  }

  @Test
  void withoutACatalogItIsSkippedLocally() {
    trial.file("environments/local.yml", "lake: " + root.resolve("lake").toUri() + "\n");

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isZero();
    assertThat(result.steps()).noneMatch(step -> step.step().startsWith("publish"));
  }

  private Target target(String url) {
    ConnectionSpec connection =
        new ConnectionSpec(
            "lakehouse",
            new SecretText(url),
            Optional.empty(),
            Optional.empty(),
            new StagingSpec(
                Optional.empty(),
                Optional.of("s3a://results/athena"),
                Optional.empty(),
                Optional.of(new SecretText("k")),
                Optional.of(new SecretText("s")),
                StagingSpec.Loader.COPY,
                Optional.empty()),
            AT);
    PublishSpec publication =
        new PublishSpec(
            "catalog", new Destination.Glue("lakehouse"), Optional.empty(), List.of(), AT);
    return new GlueKind().open(connection, publication, SecretResolver.ofProcess(), Exports.NONE);
  }

  @Test
  void athenaIsWaitedForAndReadPageByPage() {
    Answer answer = target(url()).ask("SELECT year, profit FROM g", 10);

    assertThat(answer.columns()).containsExactly("year", "profit");
    assertThat(answer.rows())
        .containsExactly(
            List.of("2019", "12.50"), Arrays.asList("2020", null), List.of("2021", ""));
    assertThat(answer.more()).isFalse();
    assertThat(answer.note()).isEqualTo("Athena scanned 12,345 bytes");
    assertThat(target(url()).ask("SELECT 1", 1).more()).isTrue();
  }

  @Test
  void whatAthenaRefusesIsSaidAndWhatWritesIsNotSent() {
    aws.queryState = "FAILED";
    assertThatThrownBy(() -> target(url()).ask("SELECT 1", 10))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("TABLE_NOT_FOUND")
        .hasMessageContaining("workgroup 'bi'");
    int before = aws.asked.size();
    assertThatThrownBy(() -> target(url()).ask("DROP TABLE g", 10))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("reads only");
    assertThat(aws.asked).hasSize(before);
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithAWayOut() {
    for (String url :
        new String[] {"jdbc:mysql://h/x", "glue://eu-central-1", "glue:///x", "g l"}) {
      assertThatThrownBy(() -> target(url))
          .isInstanceOf(SpecException.class)
          .hasMessageContaining("glue://eu-central-1/lakehouse");
    }
    assertThatThrownBy(() -> target("glue://eu-central-1/lakehouse?wg=x"))
        .hasMessageContaining("'wg'");
    assertThatThrownBy(() -> target(url().replace("/lakehouse", "/none")).published("g"))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("EntityNotFoundException");
  }
}
