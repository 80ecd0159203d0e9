package io.penstock.land.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.discover.DatabaseDiscovery;
import io.penstock.discover.Proposal;
import io.penstock.discover.ProposalFolder;
import io.penstock.drift.Drifts;
import io.penstock.publish.mysql.TestServer;
import io.penstock.run.RunResult;
import io.penstock.spec.Problems;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is proposed for a database runs as it is, and gives what the database has. */
@VerifyOnly
class DiscoveredDatabaseTest {
  @TempDir private Path root;
  private Trial trial;

  static Stream<TestServer> servers() {
    return TestServer.all();
  }

  static Stream<TestServer> one() {
    return TestServer.all().limit(1);
  }

  private Proposal discover(SourceDatabase shop) throws Exception {
    Proposal proposal =
        DatabaseDiscovery.of("shop", DatabaseCatalog.of(shop.endpoint()), (origin, path) -> false);
    new ProposalFolder(trial.folder()).write(proposal);
    return proposal;
  }

  private List<String> drifts() {
    return trial.look(context -> Drifts.of(context, new Problems())).drifts().stream()
        .map(drift -> drift.source() + ": " + drift.sentence())
        .toList();
  }

  private void run() {
    RunResult run = trial.run();
    assertThat(run.steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
  }

  private List<String> silver(String model) {
    return MySqlSourceTest.texts(
        trial
            .lake()
            .spark()
            .sql(
                "SELECT * FROM delta.`"
                    + trial.root().resolve("lake").toUri()
                    + "/silver/"
                    + model
                    + "`"));
  }

  private void same(SourceDatabase shop, Map<String, String> models) throws Exception {
    for (Map.Entry<String, String> model : models.entrySet()) {
      assertThat(silver(model.getValue())).as(model.getKey()).isEqualTo(shop.rows(model.getKey()));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void theTablesOfClassicmodelsComeWholeAndStaySo(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(MySqlSourceTest.dump("classicmodels.sql"));
      trial = new Trial(root);
      shop.in(trial);
      assertThat(discover(shop).notes()).isEmpty();
      Map<String, String> models =
          shop.tables().stream().collect(Collectors.toMap(table -> table, table -> table));
      assertThat(models).hasSize(8);

      run();
      assertThat(silver("orderdetails")).hasSize(2996);
      same(shop, models);

      shop.run(
          "DELETE FROM payments WHERE amount < 5000;"
              + "UPDATE customers SET creditLimit = creditLimit + 0.01, addressLine2 = NULL;"
              + "INSERT INTO offices SELECT 'x9', city, phone, addressLine1, addressLine2, state,"
              + " country, postalCode, territory FROM offices LIMIT 1");
      writing(shop, this::run);
      run();
      same(shop, models);

      shop.run(
          "CREATE TABLE `Late Ones` (`Order` int PRIMARY KEY, `_why` varchar(20)) COMMENT 'of 2026';"
              + "INSERT INTO `Late Ones` VALUES (1, 'no''thing'), (2, NULL);"
              + "ALTER TABLE offices ADD COLUMN rooms int;"
              + "UPDATE offices SET rooms = 3 WHERE officeCode = '1'");
      assertThat(drifts())
          .containsExactly(
              "bronze.shop_offices: column rooms is new (int)",
              "sources/shop.yml: table Late Ones is new, and no source names it");
      discover(shop);
      run();
      same(shop, Map.of("Late Ones", "late_ones", "offices", "offices"));
      assertThat(drifts()).isEmpty();
      shop.run("ALTER TABLE offices DROP COLUMN territory; DROP TABLE `Late Ones`");
      assertThat(drifts())
          .containsExactly(
              "bronze.shop_late_ones: table Late Ones is gone, or may not be read",
              "bronze.shop_offices: column territory is gone (string)");
    }
  }

  /** While somebody writes, one row in each of many transactions. */
  private static void writing(SourceDatabase shop, Runnable work) throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Integer> writer =
        CompletableFuture.supplyAsync(
            () -> {
              int written = 0;
              try (Connection connection = shop.connect();
                  Statement sql = connection.createStatement()) {
                for (; !ended.get(); written++) {
                  sql.execute(
                      "INSERT INTO payments VALUES (103, 'w%d', '2020-01-01', %d.25)"
                          .formatted(written, written));
                  sql.execute("UPDATE orders SET comments = 'w%d'".formatted(written));
                  sql.execute(
                      "DELETE FROM payments WHERE checkNumber = 'w%d'".formatted(written / 2));
                  Thread.sleep(20);
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return written;
            });
    work.run();
    ended.set(true);
    assertThat(writer.get()).isGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void namesAndKeysOfAllKindsAreLoaded(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE `order` (`select` int PRIMARY KEY, `group by` decimal(30,10), `_op` varchar(5),"
              + " `_id` int, `a.b` int, `it's` text) COMMENT 'The \"orders\", 100% real: yes';"
              + "INSERT INTO `order` VALUES (1, 2.5, 'q', 1, 2, 't'), (2, NULL, NULL, NULL, NULL, NULL);"
              + "CREATE TABLE `123` (`Order ID` int, `Größe` varchar(9), aB int, a_b int,"
              + " PRIMARY KEY (`Order ID`, `Größe`));"
              + "INSERT INTO `123` VALUES (1, 'groß', 1, 2), (1, 'klein', 3, 4);"
              + "CREATE TABLE empty_one (id bigint unsigned PRIMARY KEY, b blob);"
              + "CREATE TABLE places (id int PRIMARY KEY, g geometry); INSERT INTO places VALUES"
              + " (1, ST_GeomFromText('POINT(3 4)')), (2, NULL);"
              + "CREATE TABLE en (e enum('b','a') PRIMARY KEY, s set('x','y')); INSERT INTO en VALUES"
              + " ('a', 'x,y');"
              + "CREATE TABLE nokey (a int, _times text, g geometry); INSERT INTO nokey VALUES (1, 'x',"
              + " NULL), (1, 'x', NULL), (NULL, NULL, ST_GeomFromText('POINT(3 4)'));"
              + "CREATE VIEW v AS SELECT a FROM nokey;"
              + "CREATE TRIGGER tr AFTER INSERT ON nokey FOR EACH ROW DELETE FROM en");
      trial = new Trial(root);
      shop.in(trial);
      assertThat(discover(shop).notes())
          .hasSize(2)
          .anyMatch(note -> note.startsWith("'nokey' has no primary key"))
          .anyMatch(note -> note.startsWith("'v' is left out, because it is a view"));
      run();
      Map<String, String> models = new HashMap<>();
      List.of("order", "empty_one", "en", "nokey", "places")
          .forEach(table -> models.put(table, table));
      models.put("123", "shop_123");
      same(shop, models);
      shop.run("DELETE FROM nokey WHERE a = 1 LIMIT 1; INSERT INTO nokey VALUES (2, '', NULL)");
      run();
      same(shop, models);
      shop.run("DELETE FROM nokey");
      run();
      same(shop, models);
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void keysOfAllTypesTellRowsApart(TestServer server) throws Exception {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("k_binary", "binary(4) = x'00FF0041', x'00FF0042', x'7F000000'");
    keys.put("k_varbinary", "varbinary(20) = '', 'a', 'A', x'6162'");
    keys.put(
        "k_datetime", "datetime(6) = '1999-12-31 23:59:59.999999', '1000-01-01 00:00:00.000001'");
    keys.put("k_timestamp", "timestamp = '2020-10-25 00:30:00', '2020-10-25 01:30:00'");
    keys.put("k_date", "date = '2020-02-29', '1000-01-01', '9999-12-31'");
    keys.put("k_time", "time(3) = '-838:59:59', '00:00:00.001', '838:59:59'");
    keys.put("k_year", "year = 1901, 2155, 2000");
    keys.put("k_decimal", "decimal(30,10) = 0.0000000001, -1, 12345678901234567890.5");
    keys.put("k_unsigned", "bigint unsigned = 0, 18446744073709551615, 9223372036854775808");
    keys.put("k_double", "double = 0.1, 12345.75, -2.5");
    keys.put("k_bit", "bit(64) = 0, 1, 18446744073709551615");
    keys.put("k_bin", "varchar(20) COLLATE utf8mb4_bin = 'a', 'A', 'ä', ' a', 'it''s', 'xy '");
    keys.put("k_ci", "varchar(20) COLLATE utf8mb4_general_ci = 'a', 'b', 'Ω', ''");
    keys.put("k_set", "set('x','y') = '', 'x', 'x,y'");
    keys.put("k_char", "char(3) CHARACTER SET latin1 = 'é', 'f', 'abc'");
    try (SourceDatabase shop = new SourceDatabase(server)) {
      for (Map.Entry<String, String> key : keys.entrySet()) {
        String[] type = key.getValue().split(" = ");
        shop.run("CREATE TABLE " + key.getKey() + " (k " + type[0] + " PRIMARY KEY, v int)");
        for (String value : type[1].split(", ")) {
          shop.run("INSERT INTO " + key.getKey() + " VALUES (" + value + ", 1)");
        }
      }
      trial = new Trial(root);
      shop.in(trial);
      assertThat(discover(shop).notes()).isEmpty();
      Map<String, String> models =
          keys.keySet().stream().collect(Collectors.toMap(table -> table, table -> table));
      run();
      same(shop, models);
      for (String table : keys.keySet()) {
        shop.run(
            "UPDATE %1$s SET v = 2 ORDER BY k DESC LIMIT 1; DELETE FROM %1$s ORDER BY k LIMIT 1"
                .formatted(table));
      }
      run();
      same(shop, models);
      run();
    }
  }
}
