package io.penstock.land.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.FaultPoint;
import io.penstock.ops.StepResult;
import io.penstock.publish.mysql.TestServer;
import io.penstock.run.RunResult;
import io.penstock.testing.SharedData;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import io.penstock.testing.VerifyOnly;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of real servers as sources: what the log of changes comes to is what the table has. */
@VerifyOnly
class MySqlSourceTest {
  @TempDir private Path root;

  static Stream<TestServer> servers() {
    return TestServer.all();
  }

  /** For what the lake does with what has been read. */
  static Stream<TestServer> one() {
    return TestServer.all().limit(1);
  }

  static String dump(String name) throws Exception {
    return Files.readString(SharedData.file("mysql/" + name), StandardCharsets.UTF_8)
        .replaceAll("(?m)^(CREATE DATABASE|DROP DATABASE|USE) [^;]*;", "");
  }

  private Trial trial(SourceDatabase database, String tables) {
    Trial trial =
        new Trial(root)
            .file(
                "sources/shop.yml", "source: {type: mysql, connection: shop}\ntables:\n" + tables);
    database.in(trial);
    return trial;
  }

  /** The rows that a log has come to, each as its values in texts. */
  private static List<String> state(Trial trial, String table, String keys) {
    String by = keys.isEmpty() ? "" : " PARTITION BY " + keys;
    var latest =
        trial
            .lake()
            .spark()
            .sql(
                "SELECT * EXCEPT (__n) FROM (SELECT *, row_number() OVER ("
                    + by
                    + " ORDER BY _seq DESC) AS __n FROM delta.`"
                    + trial.root().resolve("lake").toUri()
                    + "/bronze/"
                    + table
                    + "`) WHERE __n = 1 AND _op <> 'delete'");
    return texts(latest);
  }

  /** Rows as the texts of their values, but for Penstock's own columns. */
  static List<String> texts(Dataset<Row> latest) {
    String[] columns =
        Arrays.stream(latest.schema().fields())
            .filter(field -> !field.name().startsWith("_"))
            .map(MySqlSourceTest::text)
            .toArray(String[]::new);
    List<String> rows = new ArrayList<>();
    latest
        .selectExpr(columns)
        .collectAsList()
        .forEach(
            row -> {
              List<String> values = new ArrayList<>();
              for (int i = 0; i < row.length(); i++) {
                values.add(String.valueOf(row.get(i)));
              }
              rows.add(String.join("|", values));
            });
    rows.sort(null);
    return rows;
  }

  private static String text(StructField field) {
    return field.dataType().equals(DataTypes.BinaryType)
        ? "hex(`" + field.name() + "`)"
        : "CAST(`" + field.name() + "` AS STRING)";
  }

  @ParameterizedTest
  @MethodSource("servers")
  void theTablesOfChinookComeWhole(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(dump("chinook_mysql.sql"));
      Trial trial =
          trial(
              shop,
              shop.tables().stream().map(t -> "  " + t + ": {}\n").collect(Collectors.joining()));

      RunResult first = trial.run();

      assertThat(first.steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(first.steps()).hasSize(22);
      for (String table : shop.tables()) {
        String keys =
            table.equals("PlaylistTrack") ? "playlist_id, track_id" : snake(table) + "_id";
        assertThat(state(trial, "shop_" + table.toLowerCase(Locale.ROOT), keys))
            .as(table)
            .hasSizeGreaterThan(4)
            .isEqualTo(shop.rows(table));
      }
      assertThat(trial.run().steps())
          .allSatisfy(step -> assertThat(step.status()).hasToString("skipped"));

      shop.run(
          "UPDATE Track SET Name = CONCAT(Name, ' é') WHERE TrackId % 100 = 7;"
              + "DELETE FROM PlaylistTrack WHERE TrackId % 50 = 3;"
              + "INSERT INTO Genre VALUES (900, 'Ünü');"
              + "UPDATE Genre SET Name = NULL WHERE GenreId = 1");
      RunResult second = trial.run();

      StepResult track = Trial.step(second, "bronze.shop_track");
      assertThat(track.error()).isEmpty();
      assertThat(track.counts().updated()).isEqualTo(35);
      assertThat(track.counts().written()).isZero();
      assertThat(track.counts().unchanged()).isEqualTo(3503 - 35);
      assertThat(Trial.step(second, "land.shop.album").status()).hasToString("skipped");
      assertThat(state(trial, "shop_track", "track_id")).isEqualTo(shop.rows("Track"));
      assertThat(state(trial, "shop_playlisttrack", "playlist_id, track_id"))
          .isEqualTo(shop.rows("PlaylistTrack"));
      assertThat(state(trial, "shop_genre", "genre_id")).isEqualTo(shop.rows("Genre"));
      List<String> log =
          trial.query("SELECT _op, count(*) FROM bronze.shop_genre GROUP BY 1 ORDER BY 1");
      assertThat(log).containsExactly("[insert,26]", "[update,1]");

      List<String> before = trial.query("SELECT * FROM bronze.shop_genre ORDER BY _seq");
      trial.run(io.penstock.plan.Refresh.FULL, "bronze.shop_genre");
      assertThat(trial.query("SELECT _op, count(*) FROM bronze.shop_genre GROUP BY 1 ORDER BY 1"))
          .as("made anew, the log is the same")
          .isEqualTo(log);
      assertThat(before).hasSize(27);
    }
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("one")
  void theTablesOfClassicmodelsComeWhole(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(dump("classicmodels.sql"));
      Trial trial =
          trial(
              shop,
              shop.tables().stream().map(t -> "  " + t + ": {}\n").collect(Collectors.joining()));

      RunResult first = trial.run();

      assertThat(first.steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(state(trial, "shop_customers", "customer_number"))
          .hasSize(122)
          .isEqualTo(shop.rows("customers"));
      assertThat(state(trial, "shop_orderdetails", "order_number, product_code"))
          .hasSize(2996)
          .isEqualTo(shop.rows("orderdetails"));
      assertThat(state(trial, "shop_payments", "customer_number, check_number"))
          .hasSize(273)
          .isEqualTo(shop.rows("payments"));
      assertThat(state(trial, "shop_productlines", "product_line"))
          .hasSize(7)
          .isEqualTo(shop.rows("productlines"));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everyTypeComesExactly(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE t (id BIGINT UNSIGNED PRIMARY KEY, ti TINYINT, tu TINYINT UNSIGNED,"
              + " si SMALLINT, su SMALLINT UNSIGNED, mi MEDIUMINT, mu MEDIUMINT UNSIGNED, i INT,"
              + " iu INT UNSIGNED, b BIGINT, d DECIMAL(12,2), dd DECIMAL(38,10), dl DECIMAL(65,30),"
              + " f FLOAT, g DOUBLE, flag BIT(1), bits BIT(10), wide BIT(64), y YEAR, dt DATE,"
              + " dtm DATETIME(6), ts TIMESTAMP(3) NULL, tm TIME(2), c CHAR(5), v VARCHAR(20)"
              + " CHARACTER SET latin1, txt LONGTEXT, bin BINARY(3), vb VARBINARY(9), bl BLOB,"
              + " e ENUM('x','y'), s SET('p','q'), j JSON, geo POINT)"
              + " CHARACTER SET utf8mb4");
      shop.run(
          "INSERT INTO t VALUES (18446744073709551615, -128, 255, -32768, 65535, -8388608, 16777215,"
              + " -2147483648, 4294967295, -9223372036854775808, -9999999999.99,"
              + " 1234567890123456789012345678.0123456789,"
              + " 12345678901234567890123456789012345.123456789012345678901234567891,"
              + " 0.1, 0.1, b'1', b'1000000001',"
              + " 18446744073709551615, 2155, '9999-12-31', '1000-01-01 00:00:00.000001',"
              + " '2038-01-19 03:14:07.999', '-838:59:59', 'é ', 'naïve', 'a\\0b\\n\\\\', x'00FF',"
              + " x'0000', x'FF00', 'y', 'p,q', '{\"a\": 1}', ST_GeomFromText('POINT(1 2)'));"
              + "INSERT INTO t (id) VALUES (1);"
              + "INSERT INTO t (id, dt, dtm, ts) VALUES (2, '0000-00-00', '2020-00-15 01:02:03', 0)");
      Trial trial = trial(shop, "  t: {}\n");

      StepResult step = Trial.step(trial.run(), "bronze.shop_t");

      assertThat(step.error()).isEmpty();
      assertThat(
              trial.query(
                  "SELECT id, ti, tu, si, su, mi, mu, i, iu, b, d, dd, dl FROM bronze.shop_t"
                      + " WHERE id > 2"))
          .containsExactly(
              "[18446744073709551615,-128,255,-32768,65535,-8388608,16777215,-2147483648,4294967295,"
                  + "-9223372036854775808,-9999999999.99,1234567890123456789012345678.0123456789,"
                  + "12345678901234567890123456789012345.123456789012345678901234567891]");
      assertThat(
              trial.query(
                  "SELECT f, g, flag, bits, wide, y, dt, dtm, ts, tm, c, v, txt FROM bronze.shop_t"
                      + " WHERE id > 2"))
          .containsExactly(
              "[0.1,0.1,true,513,18446744073709551615,2155,9999-12-31,1000-01-01T00:00:00.000001,"
                  + "2038-01-19 03:14:07.999,-838:59:59.00,é,naïve,a\0b\n\\]");
      assertThat(
              trial.query(
                  "SELECT hex(bin), hex(vb), hex(bl), e, s, get_json_object(j, '$.a'), hex(geo)"
                      + " FROM bronze.shop_t WHERE id > 2"))
          .containsExactly("[00FF00,0000,FF00,y,p,q,1,0101000000000000000000F03F0000000000000040]");
      assertThat(
              trial.query(
                  "SELECT dt, dtm, ts, _rescued, _op FROM bronze.shop_t WHERE id <= 2 ORDER BY id"))
          .containsExactly(
              "[null,null,null,null,insert]",
              "[null,null,null,{\"dt\":\"0000-00-00\",\"dtm\":\"2020-00-15 01:02:03.000000\","
                  + "\"ts\":\"0000-00-00 00:00:00.000\"},insert]");
      assertThat(TestSpark.session().table("bronze.shop_t").schema().apply("id").dataType().sql())
          .isEqualTo("DECIMAL(20,0)");
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void rowsWithoutAKeyAreCounted(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run("CREATE TABLE t (a INT, b TEXT); INSERT INTO t VALUES (1,'x'),(1,'x'),(NULL,NULL)");
      Trial trial = trial(shop, "  t: {}\n");
      assertThat(Trial.step(trial.run(), "bronze.shop_t").error()).isEmpty();

      shop.run("DELETE FROM t WHERE a = 1 LIMIT 1; INSERT INTO t VALUES (NULL, NULL), (2, 'y')");
      StepResult step = Trial.step(trial.run(), "bronze.shop_t");

      assertThat(step.error()).isEmpty();
      assertThat(step.counts().written()).isEqualTo(2);
      assertThat(step.counts().deleted()).isEqualTo(1);
      assertThat(step.counts().unchanged()).isEqualTo(2);
      assertThat(
              trial.query(
                  "SELECT a, sum(if(_op = 'delete', -1, 1)) FROM bronze.shop_t GROUP BY 1"
                      + " ORDER BY 1"))
          .containsExactly("[null,2]", "[1,1]", "[2,1]");

      shop.run("DELETE FROM t");
      trial.run();
      assertThat(trial.query("SELECT sum(if(_op = 'delete', -1, 1)) FROM bronze.shop_t"))
          .containsExactly("[0]");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aCursorBringsWhatIsNewAndWhatCameLate(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE o (id INT PRIMARY KEY, v TEXT, updated_at DATETIME NULL);"
              + "INSERT INTO o VALUES (1,'a','2024-01-01 00:00:00'),(2,'b','2024-01-01 00:20:00'),"
              + "(3,'c',NULL)");
      Trial trial = trial(shop, "  o: {load: incremental, cursor: updated_at, lag: 10m}\n");
      assertThat(Trial.step(trial.run(), "bronze.shop_o").counts().written()).isEqualTo(3);
      trial.run();
      assertThat(Trial.step(trial.run(), "land.shop.o").status()).hasToString("skipped");

      // Committed late: its time lies before what has been read.
      shop.run(
          "INSERT INTO o VALUES (4,'late','2024-01-01 00:15:00'),(5,'too late','2024-01-01"
              + " 00:05:00'),(6,'new','2024-01-02 00:00:00'); UPDATE o SET v = 'bb', updated_at ="
              + " '2024-01-03 00:00:00' WHERE id = 2; UPDATE o SET v = 'cc' WHERE id = 3");
      RunResult run = trial.run();

      assertThat(Trial.step(run, "land.shop.o").detail()).contains("since 2024-01-01 00:20:00");
      assertThat(
              trial.query(
                  "SELECT id, v, _op FROM bronze.shop_o WHERE _op = 'update' OR id > 3 ORDER BY id"))
          .containsExactly("[2,bb,update]", "[3,cc,update]", "[4,late,insert]", "[6,new,insert]");

      trial.run(io.penstock.plan.Refresh.FULL);
      assertThat(state(trial, "shop_o", "id"))
          .isEqualTo(shop.rows("o").stream().map(row -> row).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void aDeletionReachesGold(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE c (id INT PRIMARY KEY, n VARCHAR(9)); INSERT INTO c VALUES (1,'a'),(2,'b')");
      Trial trial =
          trial(shop, "  c: {}\n")
              .file("silver/c.sql", "SELECT id, n FROM bronze.shop_c\n")
              .file(
                  "silver/c.yml",
                  "keys: [id]\napply: {order_by: _seq, delete_when: \"_op = 'delete'\"}\n")
              .file("gold/g.sql", "SELECT count(*) AS n, max(n) AS last FROM silver.c\n");
      assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(trial.query("SELECT * FROM gold.g")).containsExactly("[2,b]");

      shop.run("DELETE FROM c WHERE id = 2; UPDATE c SET n = 'aa'; INSERT INTO c VALUES (3, NULL)");
      assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(trial.query("SELECT * FROM gold.g")).containsExactly("[2,aa]");

      shop.run("INSERT INTO c VALUES (2, 'back')");
      trial.run();
      assertThat(trial.query("SELECT id, n FROM silver.c ORDER BY id"))
          .containsExactly("[1,aa]", "[2,back]", "[3,null]");
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void rowsThatAreNoLongerThereAreFoundByTheirKeys(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE o (a INT, b VARCHAR(9), v INT, PRIMARY KEY (a, b));"
              + "INSERT INTO o VALUES (1,'x',1),(1,'y',2),(2,'x',3),(3,'é',4)");
      Trial trial = trial(shop, "  o: {cursor: a, lag: 0, deletes: detect}\n");
      trial.run();
      trial.run();
      assertThat(Trial.step(trial.run(), "land.shop.o").status()).hasToString("skipped");

      shop.run("DELETE FROM o WHERE b = 'y'");
      RunResult gone = trial.run();

      assertThat(Trial.step(gone, "bronze.shop_o").error()).isEmpty();
      assertThat(Trial.step(gone, "bronze.shop_o").counts().deleted()).isEqualTo(1);
      assertThat(trial.query("SELECT a, b, v FROM bronze.shop_o WHERE _op = 'delete'"))
          .containsExactly("[1,y,2]");

      shop.run("DELETE FROM o WHERE a = 3; INSERT INTO o VALUES (4,'z',5)");
      StepResult both = Trial.step(trial.run(), "bronze.shop_o");
      assertThat(both.counts().deleted()).isEqualTo(1);
      assertThat(both.counts().written()).isEqualTo(1);
      assertThat(state(trial, "shop_o", "a, b")).isEqualTo(shop.rows("o"));
      trial.run(io.penstock.plan.Refresh.FULL, "bronze.shop_o");
      assertThat(state(trial, "shop_o", "a, b")).isEqualTo(shop.rows("o"));
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void endedAnywhereNothingIsLostAndNothingDoubled(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run("CREATE TABLE o (id INT PRIMARY KEY, v INT); INSERT INTO o VALUES (0, 0)");
      Trial trial = trial(shop, "  o: {cursor: id, lag: 5, deletes: detect}\n");
      List<String> points = List.of("after-extract", "before-commit", "after-commit", "after-read");
      for (int i = 1; i <= 4; i++) {
        shop.run(
            "INSERT INTO o VALUES ("
                + i * 10
                + ", 1); UPDATE o SET v = v + 1 WHERE id = "
                + (i - 1) * 10
                + "; DELETE FROM o WHERE id = "
                + (i - 2) * 10);
        String point = points.get(i % points.size());
        AtomicInteger left = new AtomicInteger(i % 2 + 1);
        FaultPoint.listen(
            passed -> {
              if (passed.equals(point) && left.decrementAndGet() == 0) {
                throw new IllegalStateException("ended at " + passed);
              }
            });
        try {
          trial.run();
        } finally {
          FaultPoint.listen(passed -> {});
        }
        assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
        assertThat(state(trial, "shop_o", "id")).as(point).isEqualTo(shop.rows("o"));
      }
      assertThat(
              trial.query(
                  "SELECT id, v, _op FROM bronze.shop_o GROUP BY 1, 2, 3 HAVING count(*) > 1"))
          .as("no change is there twice")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void whatIsMissingIsSaidWithTheWayOut(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run("CREATE TABLE t (id INT, _rescued INT)");
      Trial trial = trial(shop, "  t: {}\n  none: {}\n");
      RunResult run = trial.run("land.shop.t", "land.shop.none");
      assertThat(Trial.step(run, "land.shop.none").error().orElseThrow())
          .contains("shop.none")
          .contains("there is no such table");

      trial = trial(shop, "  t: {}\n");
      assertThat(Trial.step(trial.run(), "land.shop.t").error().orElseThrow())
          .contains("'_rescued'")
          .contains("Read it through a view");

      shop.run("ALTER TABLE t DROP COLUMN _rescued; INSERT INTO t VALUES (1), (1)");
      trial = trial(shop, "  t: {keys: [id]}\n");
      assertThat(Trial.step(trial.run(), "bronze.shop_t").error().orElseThrow())
          .contains("several rows have the same key")
          .contains("[1,2]");
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void tinyInt1MayBeTrueOrFalse(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE t (id INT PRIMARY KEY, b TINYINT(1)); INSERT INTO t VALUES (1, 1), (2, 0),"
              + " (3, 7), (4, NULL)");
      Trial trial =
          new Trial(root)
              .file(
                  "sources/shop.yml",
                  "source: {type: mysql, connection: shop, connections: 1}\n"
                      + "defaults: {tinyint1: boolean, prefix: x_}\ntables: {t: {}}\n");
      shop.in(trial);

      trial.run();

      assertThat(trial.query("SELECT id, b, _rescued FROM bronze.x_t ORDER BY id"))
          .containsExactly(
              "[1,true,null]", "[2,false,null]", "[3,null,{\"b\":\"7\"}]", "[4,null,null]");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aUserWithoutTheRightToLockIsToldWhatToGrant(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1)");
      String reader = shop.reader();
      Trial trial = trial(shop, "  t: {}\n");
      shop.in(trial, reader);

      assertThat(Trial.step(trial.run(), "land.shop.t").error().orElseThrow())
          .contains("GRANT SELECT, LOCK TABLES ON ")
          .contains("'source.connections'");

      trial.file(
          "sources/shop.yml",
          "source: {type: mysql, connection: shop, connections: 1}\ntables: {t: {}}\n");
      assertThat(Trial.step(trial.run(), "land.shop.t").error()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void theRowsOfAQueryAndOfAViewComeToo(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE p (id INT UNSIGNED PRIMARY KEY, c VARCHAR(5), a DECIMAL(9,2), d DATE, b"
              + " BIT(3)); INSERT INTO p VALUES (1,'x',1.10,'2024-02-29',b'101'),(2,'x',2.20,NULL,NULL),"
              + "(3,'y',4,'0000-00-00',NULL); CREATE VIEW `order` AS SELECT c, COUNT(*) AS n FROM p"
              + " GROUP BY c");
      Trial trial =
          trial(
              shop,
              "  order: {keys: [c]}\n  sums: {keys: [c], query: 'SELECT c, SUM(a) AS a, MAX(d) AS d"
                  + " FROM p GROUP BY c;'}\n  all: {query: 'SELECT id, a, d, b FROM p'}\n");

      RunResult run = trial.run();

      assertThat(run.steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(trial.query("SELECT c, n FROM bronze.shop_order ORDER BY c"))
          .containsExactly("[x,2]", "[y,1]");
      assertThat(trial.query("SELECT c, a, d, _rescued FROM bronze.shop_sums ORDER BY c"))
          .containsExactly("[x,3.30,2024-02-29,null]", "[y,4.00,null,{\"d\":\"0000-00-00\"}]");
      assertThat(trial.query("SELECT id, a, d, b FROM bronze.shop_all ORDER BY id"))
          .containsExactly("[1,1.10,2024-02-29,5]", "[2,2.20,null,null]", "[3,4.00,null,null]");
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void whatATableBecomesIsSeen(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE t (code VARCHAR(9), v INT); INSERT INTO t VALUES ('a', 1234), ('b', 5)");
      Trial trial =
          trial(
                  shop,
                  "  t: {}\n  u: {query: 'SELECT code, v FROM t -- all', keys: [code], cursor: v}\n")
              .file("silver/t.sql", "SELECT code, v FROM bronze.shop_t\n")
              .file(
                  "silver/t.yml",
                  "keys: [code]\napply: {order_by: _seq, delete_when: \"_op = 'delete'\"}\n");
      assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());

      // Without a key a change is one row that went and one that came; the one that came is later.
      shop.run("UPDATE t SET v = v + 1");
      assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(trial.query("SELECT code, v FROM silver.t ORDER BY code"))
          .containsExactly("[a,1235]", "[b,6]");

      shop.run("ALTER TABLE t MODIFY v DECIMAL(12,2); UPDATE t SET v = v / 100");
      assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(trial.query("SELECT code, v FROM silver.t ORDER BY code"))
          .containsExactly("[a,12.35]", "[b,0.06]");

      shop.run(
          "ALTER TABLE t ADD COLUMN id INT AUTO_INCREMENT PRIMARY KEY FIRST, ADD COLUMN more INT"
              + " DEFAULT 7");
      assertThat(trial.run().steps()).allSatisfy(step -> assertThat(step.error()).isEmpty());
      assertThat(trial.query("SELECT code, v FROM silver.t ORDER BY code"))
          .containsExactly("[a,12.35]", "[b,0.06]");
      assertThat(state(trial, "shop_t", "id")).hasSize(2);
      trial.run(io.penstock.plan.Refresh.FULL, "bronze.shop_t", "silver.t");
      assertThat(trial.query("SELECT code, v FROM silver.t ORDER BY code"))
          .containsExactly("[a,12.35]", "[b,0.06]");
      assertThat(trial.query("SELECT max(more), count(DISTINCT id) FROM bronze.shop_t"))
          .containsExactly("[7,2]");
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void aKeyThatIsNoneIsMendedByTheNextLoad(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run("CREATE TABLE t (a INT, b INT); INSERT INTO t VALUES (1, 1), (1, 2)");
      Trial trial = trial(shop, "  t: {keys: [a]}\n");
      assertThat(Trial.step(trial.run(), "bronze.shop_t").error()).isPresent();

      trial.file(
          "sources/shop.yml",
          "source: {type: mysql, connection: shop}\ntables: {t: {keys: [a, b]}, none: {}}\n");
      RunResult run = trial.run();

      assertThat(Trial.step(run, "bronze.shop_t").error()).isEmpty();
      assertThat(Trial.step(run, "land.shop.none").error()).as("alone").isPresent();
      assertThat(state(trial, "shop_t", "a, b")).isEqualTo(shop.rows("t"));
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void aTimeOfTheFutureHidesNothing(TestServer server) throws Exception {
    try (SourceDatabase shop = new SourceDatabase(server)) {
      shop.run(
          "CREATE TABLE o (id INT PRIMARY KEY, at DATETIME); INSERT INTO o VALUES (1, '9999-12-31'),"
              + " (2, '2024-01-01')");
      Trial trial = trial(shop, "  o: {cursor: at}\n");
      trial.run();
      shop.run("INSERT INTO o VALUES (3, '2024-01-02')");

      assertThat(Trial.step(trial.run(), "land.shop.o").detail()).contains("since 2024-01-01");
      assertThat(state(trial, "shop_o", "id")).isEqualTo(shop.rows("o"));
    }
  }
}
