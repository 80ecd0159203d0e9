package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.faults.LakeRows;
import io.penstock.faults.SampleRun;
import io.penstock.local.LocalServers;
import io.penstock.local.MySqlAccess;
import io.penstock.testing.Folders;
import io.penstock.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample pipeline task by task, in JVMs that have Spark and the job jar alone, beside the same
 * pipeline through {@code penstock run}.
 */
@TestMethodOrder(OrderAnnotation.class)
class JobsIT {
  private static final String RUN_ID = "4711";
  private static final String USER = "jobs";

  private static final String PASSWORD = "not-a-secret";

  @TempDir private static Path root;
  private static LocalServers servers;
  private static MySqlAccess mysql;
  private static SampleRun reference;

  @BeforeAll
  static void open() throws Exception {
    reference = SampleRun.once();
    servers =
        LocalServers.open(
            reference.home(), EnumSet.of(LocalServers.Need.MYSQL, LocalServers.Need.HTTP));
    mysql = servers.mysql();
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
      statement.execute("GRANT ALL ON *.* TO '" + USER + "'@'%'");
    }
    Folders.copy(Path.of("pipelines/sales"), root.resolve("sales"));
    writeEnvironments();
  }

  @AfterAll
  static void close() {
    servers.close();
  }

  @Test
  @Order(1)
  void eachTaskRunsTheStepsOfItsStage() throws Exception {
    List<Class<?>> stages = List.of(LandJob.class, BronzeJob.class, SilverJob.class, GoldJob.class);

    JobProcess tasks = JobProcess.run(root, stages, arguments(), secrets());

    assertThat(tasks.err()).isEmpty();
    assertThat(tasks.status()).as(tasks.out()).isZero();
    List<String> said = List.of(tasks.out().split(SharedDriver.TASK, -1));
    assertThat(said).hasSize(1 + stages.size());
    for (String stage : List.of("land", "bronze", "silver", "gold")) {
      assertThat(said.stream().filter(s -> s.contains("Stage '" + stage + "' of pipeline 'sales'")))
          .singleElement()
          .asString()
          .contains("succeeded");
    }
    assertThat(said.get(1))
        .contains("land.sales: 1 read, 1 written")
        .doesNotContain("bronze.sales");
    assertThat(said.get(2)).contains("bronze.sales: ").doesNotContain("silver.sales");
    assertThat(said.get(3)).contains("silver.sales: ").doesNotContain("gold.");
    assertThat(said.get(4)).contains("gold.country_ranking: ").doesNotContain("publish.");
  }

  @Test
  @Order(2)
  void aTaskFailsWithOneSentenceAndWithoutSecrets() throws Exception {
    JobProcess publish =
        JobProcess.run(
            root, PublishJob.class, arguments(), Map.of("WAREHOUSE_PASSWORD", "hush-hush"));

    assertThat(publish.status()).isNotZero();
    assertThat(publish.err().lines().toList()).hasSize(1);
    assertThat(publish.err())
        .startsWith("Exception in thread \"main\" io.penstock.jobs.JobFailed: ")
        .contains("Access denied")
        .doesNotContain("hush-hush");
  }

  @Test
  @Order(3)
  void aRepairedRunLeavesWhatPenstockRunLeaves() throws Exception {
    JobProcess publish = task(PublishJob.class);
    assertThat(publish.err()).isEmpty();
    assertThat(publish.status()).as(publish.out()).isZero();

    assertThat(lake(tasks()).tables()).isEqualTo(lake(reference.lake()).tables());
    Map<String, List<String>> published = database("tasks");
    assertThat(published).hasSize(5).isEqualTo(database("sales"));
    assertThat(published.values()).noneMatch(List::isEmpty);
  }

  @Test
  @Order(4)
  void theLedgerHoldsEveryTaskOfTheRunUnderThePlatformsId() {
    String steps =
        "SELECT step FROM delta.`" + tasks().resolve("ops/steps") + "` WHERE run_id = '4711'";
    List<String> ofTheRun =
        TestSpark.session()
            .sql(
                // What its environment turns off, tasks do not publish.
                "SELECT step FROM delta.`"
                    + reference.lake().resolve("ops/steps")
                    + "` WHERE step NOT LIKE 'publish.analytics.%' AND step NOT LIKE"
                    + " 'publish.exports.%'")
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList();
    assertThat(
            TestSpark.session()
                .sql(steps)
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrderElementsOf(ofTheRun);
  }

  @Test
  @Order(5)
  void aLaterSparkLeavesTheSame() throws Exception {
    List<Class<?>> stages =
        List.of(LandJob.class, BronzeJob.class, SilverJob.class, GoldJob.class, PublishJob.class);

    JobProcess tasks =
        JobProcess.run(
            root, LaterSpark.jars(), stages, arguments("later", later(), folder()), secrets());

    assertThat(tasks.err()).isEmpty();
    assertThat(tasks.status()).as(tasks.out()).isZero();
    assertThat(lake(later()).tables()).isEqualTo(lake(reference.lake()).tables());
    assertThat(database("later")).hasSize(5).isEqualTo(database("sales"));
  }

  @Test
  @Order(6)
  void thePipelineOfTheJarIsReadWhereTheFolderCannotBeOpened() throws Exception {
    JobProcess doctor =
        JobProcess.run(
            root,
            DoctorJob.class,
            arguments("prod", tasks(), "/Workspace/nobody/can/open/pipelines/sales"),
            Map.of("WAREHOUSE_URL", mysql.jdbcUrl("tasks"), "WAREHOUSE_USER", USER));

    assertThat(doctor.out())
        .contains(
            "The pipeline is read from the jar, because"
                + " '/Workspace/nobody/can/open/pipelines/sales' cannot be opened"
                + " (NoSuchFileException: ")
        .contains("its digest is " + PipelineCopy.digest(Path.of("pipelines/sales")) + ".")
        .containsPattern("ok +runtime +Spark 4\\.0\\.")
        .containsPattern("ok +secret env://WAREHOUSE_URL +is there")
        .containsPattern("FAIL +secret env://WAREHOUSE_PASSWORD .*'WAREHOUSE_PASSWORD' is not set");
    assertThat(doctor.status()).isNotZero();
    assertThat(doctor.err())
        .startsWith("Exception in thread \"main\" io.penstock.jobs.JobFailed: FAIL")
        .contains("schema sales_prod.gold")
        .doesNotContain("\tat ");
  }

  @Test
  @Order(7)
  void whatIsRefusedIsNotTriedAgainUnlessTheRunIsRepaired() throws Exception {
    List<String> wrong = arguments("tasks", tasks(), root.resolve("nowhere/at-all").toString());
    JobProcess first = JobProcess.run(root, LandJob.class, wrong, secrets());
    JobProcess again = JobProcess.run(root, LandJob.class, wrong, secrets());

    assertThat(first.err()).contains("cannot be read because Java cannot open it");
    assertThat(again.err())
        .contains("Task 'land' is not tried again, because what it was refused for stays")
        .contains("cannot be read because Java cannot open it");

    List<String> repaired = new ArrayList<>(arguments());
    repaired.addAll(List.of("--repair", "1"));
    assertThat(JobProcess.run(root, LandJob.class, repaired, secrets()).status()).isZero();
  }

  private static JobProcess task(Class<?> main) throws Exception {
    return JobProcess.run(root, main, arguments(), secrets());
  }

  private static List<String> arguments() {
    return arguments("tasks", tasks(), folder());
  }

  private static List<String> arguments(String environment, Path lake, String pipeline) {
    return List.of(
        "--run-id",
        RUN_ID,
        "--environment",
        environment,
        "--pipeline",
        pipeline,
        "--full-refresh",
        "false",
        "--only",
        "",
        "--variable",
        "lake=" + lake.toUri());
  }

  private static String folder() {
    return root.resolve("sales").toString();
  }

  private static Path tasks() {
    return root.resolve("tasks");
  }

  private static Path later() {
    return root.resolve("later");
  }

  private static Map<String, String> secrets() {
    return Map.of("WAREHOUSE_PASSWORD", PASSWORD);
  }

  private static void writeEnvironments() throws IOException {
    writeEnvironment("tasks");
    writeEnvironment("later");
  }

  private static void writeEnvironment(String name) throws IOException {
    Files.writeString(
        root.resolve("sales/environments/" + name + ".yml"),
        """
        lake: "${lake}"
        variables:
          lake: nowhere:/
          sales_url: %s/sales.zip
        spark: {spark.sql.codegen.wholeStage: false, spark.sql.codegen.factoryMode: NO_CODEGEN, spark.sql.adaptive.enabled: false, spark.sql.shuffle.partitions: 1, spark.sql.files.minPartitionNum: 1}
        connections:
          warehouse:
            url: %s
            user: %s
            password: env://WAREHOUSE_PASSWORD
        publish:
          analytics: {enabled: false}
          exports: {enabled: false}
        """
            .formatted(servers.httpBase().resolve("sales"), mysql.jdbcUrl(name), USER));
  }

  private static LakeRows lake(Path place) {
    return LakeRows.under(TestSpark.session(), place);
  }

  private static Map<String, List<String>> database(String name) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement()) {
      for (String table : rows(statement, "SHOW TABLES")) {
        if (!table.startsWith("_penstock")) {
          tables.put(table, rows(statement, "SELECT * FROM `" + table + "`"));
        }
      }
    }
    return tables;
  }

  private static Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(mysql.jdbcUrl(name), mysql.user(), mysql.password());
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows.stream().sorted().toList();
  }
}
