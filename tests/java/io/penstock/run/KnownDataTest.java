package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalServers;
import io.penstock.local.LocalServers.Need;
import io.penstock.local.SharedProgram;
import io.penstock.ops.Counts;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Origin;
import io.penstock.spec.SecretText;
import io.penstock.testing.SharedData;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real data whose answers are known, from the file to MySQL, with nothing but SQL and YAML. */
@VerifyOnly
class KnownDataTest {
  private static LocalServers servers;

  @TempDir private Path root;

  @BeforeAll
  static void start() throws Exception {
    Path home = SharedProgram.in(Path.of("target/known-data").toAbsolutePath());
    servers = LocalServers.open(home, Set.of(Need.MYSQL));
    // The tables of an earlier build belong to lakes that are gone.
    try (Connection connection =
            DriverManager.getConnection(
                servers.mysql().jdbcUrl(""), servers.mysql().user(), servers.mysql().password());
        Statement statement = connection.createStatement()) {
      for (String database : List.of("known_csv", "known_tab", "known_100", "known_inferred")) {
        statement.execute("DROP DATABASE IF EXISTS " + database);
      }
    }
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static final List<String> YEARS =
      List.of(
          "2010 817765368.17 576201642.48 241563725.69 632",
          "2011 837622220.24 579308428.26 258313791.98 658",
          "2012 903647422.80 627986795.70 275660627.10 678",
          "2013 902880703.96 637883615.02 264997088.94 660",
          "2014 856397745.56 599988256.48 256409489.08 660",
          "2015 984503786.20 711757910.73 272745875.47 679",
          "2016 855319761.35 601377357.88 253942403.47 670",
          "2017 470552200.26 330961972.90 139590227.36 363");

  @Test
  void fiveThousandSalesRecordsGiveTheirKnownYears() throws Exception {
    Trial trial = sales("sales_records_5000.csv", "{type: csv}", "_", "known_csv");

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isZero();
    assertThat(result.balanced()).isTrue();
    assertThat(Trial.step(result, "publish.warehouse.regional_sales").counts())
        .isEqualTo(Counts.written(3317));
    assertThat(mysql("known_csv", "SELECT count(*) FROM regional_sales")).containsExactly("3317");
    assertThat(years("known_csv")).isEqualTo(YEARS);
  }

  @Test
  void theTabSeparatedTwinGivesTheSame() throws Exception {
    sales("sales_records_5000_tab.tsv", "{type: csv, delimiter: \"\\t\"}", "_", "known_tab").run();

    assertThat(years("known_tab")).isEqualTo(YEARS);
    assertThat(mysql("known_tab", "SELECT count(*) FROM regional_sales")).containsExactly("3317");
  }

  @Test
  void theFileWithAnotherHeaderGivesItsKnownRevenue() throws Exception {
    sales("sales_records_100.csv", "{type: csv}", " ", "known_100").run();

    assertThat(mysql("known_100", "SELECT sum(revenue) FROM revenue_by_year"))
        .containsExactly("137348768.31");
  }

  @Test
  void undeclaredColumnsAreInferredWithoutLosingACent() throws Exception {
    Trial trial = sales("sales_records_5000.csv", "{type: csv}", "_", "known_inferred");
    trial.file(
        "sources/sales.yml",
        "source: {type: files, path: "
            + SharedData.file("sales/sales_records_5000.csv").toAbsolutePath().normalize()
            + "}\n"
            + "format: {type: csv}\n");

    assertThat(trial.run().exitStatus()).isZero();

    assertThat(years("known_inferred")).isEqualTo(YEARS);
  }

  @Test
  void taxiTripsArriveFileByFile() throws Exception {
    Trial trial =
        new Trial(root)
            .file(
                "sources/trips.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n")
            .file("silver/trips.sql", "SELECT *, _source_file AS file FROM bronze.trips\n")
            .file("silver/trips.yml", "apply: {as: append}\n");
    List<Path> files = taxi();
    for (Path file : files.subList(0, 16)) {
      trial.data(file.getFileName().toString(), Files.readAllBytes(file));
    }
    RunResult first = TestSpark.withGeneratedCode(() -> trial.run());
    assertThat(Trial.step(first, "silver.trips").counts()).isEqualTo(Counts.written(160_000));
    Files.delete(root.resolve("data").resolve(files.get(0).getFileName().toString()));
    for (Path file : files.subList(16, 18)) {
      trial.data(file.getFileName().toString(), Files.readAllBytes(file));
    }

    RunResult next = trial.run();

    assertThat(Trial.step(next, "land.trips").counts())
        .isEqualTo(new Counts(17, 2, 0, 15, 0, 0, 0, 0));
    assertThat(Trial.step(next, "land.trips").detail())
        .contains("1 landed before are no longer there, their rows stay");
    assertThat(Trial.step(next, "bronze.trips").counts()).isEqualTo(Counts.written(20_000));
    assertThat(Trial.step(next, "silver.trips").counts()).isEqualTo(Counts.written(20_000));
    assertThat(trial.query("SELECT count(*), count(DISTINCT file) FROM silver.trips"))
        .containsExactly("[180000,18]");
  }

  private static List<Path> taxi() throws Exception {
    try (Stream<Path> files = Files.list(SharedData.file("taxi"))) {
      return files.sorted().toList();
    }
  }

  /**
   * @param blank what stands between the words of a column's name in the file
   */
  private Trial sales(String file, String format, String blank, String database) {
    return new Trial(root)
        .connections(Map.of("warehouse", connection(database)))
        .file(
            "sources/sales.yml",
            """
            source: {type: files, path: %1$s}
            format: %2$s
            schema:
              columns:
                region: {type: string, from: Region}
                country: {type: string, from: Country}
                order_date: {type: date, from: "Order%3$sDate", pattern: M/d/yyyy}
                order_id: {type: bigint, from: "Order%3$sID"}
                total_revenue: {type: "decimal(18,2)", from: "Total%3$sRevenue"}
                total_cost: {type: "decimal(18,2)", from: "Total%3$sCost"}
                total_profit: {type: "decimal(18,2)", from: "Total%3$sProfit"}
            """
                .formatted(
                    SharedData.file("sales/" + file).toAbsolutePath().normalize(), format, blank))
        .file("silver/sales.sql", "SELECT * FROM bronze.sales\n")
        .file("silver/sales.yml", "keys: [order_id]\n")
        .file(
            "gold/regional_sales.sql",
            totals("region, country, year(order_date) AS year, quarter(order_date) AS quarter"))
        .file("gold/regional_sales.yml", "keys: [region, country, year, quarter]\n")
        .file("gold/revenue_by_year.sql", totals("year(order_date) AS year"))
        .file("gold/revenue_by_year.yml", "keys: [year]\n")
        .file(
            "publish/warehouse.yml",
            "to: {mysql: warehouse}\ntables: {regional_sales: {}, revenue_by_year: {}}\n");
  }

  private static String totals(String by) {
    return "SELECT "
        + by
        + ", count(*) AS orders, sum(total_revenue) AS revenue,"
        + " sum(total_cost) AS cost, sum(total_profit) AS profit FROM silver.sales GROUP BY ALL\n";
  }

  private static ConnectionSpec connection(String database) {
    return new ConnectionSpec(
        "warehouse",
        new SecretText(servers.mysql().jdbcUrl(database)),
        Optional.of(new SecretText(servers.mysql().user())),
        Optional.of(new SecretText(servers.mysql().password())),
        new Origin("the test", 1));
  }

  private static List<String> years(String database) throws SQLException {
    return mysql(
        database,
        "SELECT concat_ws(' ', year, revenue, cost, profit, orders) FROM revenue_by_year ORDER BY year");
  }

  private static List<String> mysql(String database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                servers.mysql().jdbcUrl(database),
                servers.mysql().user(),
                servers.mysql().password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
