package io.penstock.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.Finding;
import io.penstock.run.RunContext;
import io.penstock.run.RunListener;
import io.penstock.run.Targets;
import io.penstock.spec.SecretResolver;
import io.penstock.testing.ManagedCatalog;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a run is said before it, and nothing is left behind. */
@VerifyOnly
class DoctorTest {
  @TempDir private Path root;
  private Trial trial;
  private Path lake;

  @BeforeEach
  void open() throws IOException {
    lake = root.resolve("lake");
    trial =
        new Trial(root)
            .inCatalog(ManagedCatalog.NAME)
            .file(
                "sources/sales.yml",
                "source: {type: files, path: ../in, include: \"*.zip\", unpack: zip, archive: ../done}\n"
                    + "format: {type: csv}\n")
            .file("gold/t.sql", "SELECT 1 AS a FROM bronze.sales")
            .file("gold/t.yml", "{}")
            .file("publish/w.yml", "to: {mysql: w}\ntables: {t: {}}\n");
    Files.createDirectories(root.resolve("in"));
    Files.writeString(root.resolve("in/a.zip"), "x");
  }

  @AfterEach
  void close() {
    trial.inCatalog(ManagedCatalog.NAME);
  }

  private List<String> examine(String connection, Map<String, String> variables) {
    trial.file(
        "environments/local.yml",
        "lake: "
            + lake.toUri()
            + "\ncatalog: unity\nconnections:\n  w: {url: \""
            + connection
            + "\", user: \"env://W_USER\", password: \"env://W_PASSWORD\"}\n");
    SecretResolver secrets = new SecretResolver(variables);
    var pipeline = trial.load();
    List<Finding> heard = new ArrayList<>();
    try (Targets targets = new Targets(pipeline.spec(), secrets)) {
      List<Finding> all =
          new Doctor(
                  new RunContext(
                      pipeline,
                      trial.lake(),
                      targets,
                      root.resolve("work"),
                      secrets,
                      RunListener.SILENT),
                  "read from here")
              .examine(heard::add);
      assertThat(heard).isEqualTo(all);
    }
    return heard.stream().map(Finding::toString).toList();
  }

  private List<String> tables() {
    return List.of("landing", "bronze", "silver", "gold", "quarantine", "ops").stream()
        .flatMap(
            layer ->
                TestSpark.session().sql("SHOW TABLES IN unity." + layer).collectAsList().stream()
                    .map(row -> layer + "." + row.getString(1)))
        .toList();
  }

  @Test
  void whatIsThereIsSaidAndNothingIsLeftBehind() throws IOException {
    List<String> lines =
        examine("jdbc:mysql://127.0.0.1:1/x", Map.of("W_USER", "u", "W_PASSWORD", "hush"));

    assertThat(lines)
        .anyMatch(line -> line.matches("ok +runtime +Spark 4\\.0\\..*"))
        .anyMatch(line -> line.matches("ok +pipeline +read from here"))
        .anyMatch(line -> line.matches("ok +secret env://W_USER +is there"))
        .anyMatch(line -> line.matches("ok +schema unity.bronze +tables can be made, written.*"))
        .anyMatch(
            line ->
                line.matches("ok +lake .*is written, and read by Penstock, Java, Hadoop, Spark"))
        .anyMatch(line -> line.matches("ok +source sales .*can be listed, 1 files are there"))
        .anyMatch(line -> line.matches("ok +archive of sales .*"))
        .anyMatch(
            line ->
                line.matches(
                    "FAIL +connection w network +127.0.0.1:1 takes no connection: ConnectException.*"
                        + " Let the server's security group take connections.*"))
        .noneMatch(line -> line.contains("hush"));
    assertThat(tables()).isEmpty();
    assertThat(lake.resolve("_penstock_doctor")).doesNotExist();
    assertThat(root.resolve("done/_penstock_doctor")).doesNotExist();
  }

  @Test
  void whatIsMissingIsSaidWithTheWayOut() {
    TestSpark.session().sql("DROP DATABASE silver CASCADE");
    trial.file(
        "sources/other.yml",
        "source: {type: http, url: \"http://127.0.0.1:1/x\", headers: {Authorization: \"env://TOKEN\"}}\n"
            + "format: {type: csv}\n");

    List<String> lines = examine("jdbc:mysql://127.0.0.1:1/x", Map.of("W_USER", "u"));

    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "FAIL +secret env://W_PASSWORD +.*'W_PASSWORD' is not set. Set it with: export"
                        + " W_PASSWORD=…"))
        .anyMatch(line -> line.matches("FAIL +secret env://TOKEN .*'TOKEN' is not set.*"))
        .anyMatch(line -> line.matches("FAIL +schema unity.silver .*deploy the bundle.*"))
        .anyMatch(line -> line.matches("ok +schema unity.gold .*"))
        .anyMatch(line -> line.matches("FAIL +source other +127.0.0.1:1 takes no connection.*"))
        .anyMatch(line -> line.matches("FAIL +connection w .*W_PASSWORD.*"));
    TestSpark.session().sql("CREATE DATABASE silver");
    assertThat(tables()).isEmpty();
  }

  @Test
  void aFolderThatGrowsAndAServerThatDoesNotSpeakAreSaid() throws Exception {
    for (int i = 0; i < 8_000; i++) {
      Files.createFile(root.resolve("in/" + i + ".zip"));
    }
    try (ServerSocket silent = new ServerSocket(0)) {
      List<String> lines =
          examine(
              "jdbc:mysql://127.0.0.1:"
                  + silent.getLocalPort()
                  + "/x?connectTimeout=500&socketTimeout=500",
              Map.of("W_USER", "u", "W_PASSWORD", "p"));

      assertThat(lines)
          .anyMatch(
              line ->
                  line.matches(
                      "WARN +source sales .*holds 8001 files. A trigger on a folder takes 10,000.*say"
                          + " 'archive' in the source.*"))
          .anyMatch(line -> line.matches("ok +connection w network .*takes connections"))
          .anyMatch(line -> line.matches("FAIL +connection w log-in .*"));
    }
  }
}
