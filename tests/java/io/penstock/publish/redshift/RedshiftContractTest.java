package io.penstock.publish.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.publish.Target;
import io.penstock.spec.Limit;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import io.penstock.spec.StagingSpec;
import io.penstock.spec.TableLayout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What publications to Redshift promise, by its own driver before the stand-in. */
class RedshiftContractTest {
  @TempDir private Path root;

  private RedshiftEndpoint server;
  private WarehouseShelf shelf;

  @BeforeEach
  void anotherDatabase() {
    server = Warehouse.endpoint("t" + UUID.randomUUID().toString().replace("-", ""));
    shelf = new WarehouseShelf(root);
  }

  private List<String> there(String columns) throws Exception {
    return Warehouse.query(server, "SELECT " + columns + " FROM t ORDER BY 1");
  }

  @ParameterizedTest
  @EnumSource
  void everyValueArrivesAsItIs(StagingSpec.Format format) throws Exception {
    shelf.format = Optional.of(format);
    shelf.is(
        """
        SELECT * FROM VALUES
          (1, '', true, 1Y, 2S, 9223372036854775807L, 1.5F, 0.1D, 12.50BD,
           DATE'2024-02-29', TIMESTAMP'2024-01-02 03:04:05.678901', X'00ff'),
          (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
          (3, '  a,"b"\t\n\\\\N ~null~ ü 😀 ', false, -128Y, -32768S, -9223372036854775808L,
           -1.0e-20F, -1.7976931348623157e308D, -0.01BD, DATE'0001-01-01',
           TIMESTAMP'9999-12-31 23:59:59.999999', X''),
          (4, '   ', true, 0Y, 0S, 0L, CAST(3.4028234663852886e38D AS FLOAT), 4.9e-324D, 0BD,
           DATE'9999-12-31', TIMESTAMP'1582-10-10 00:00:00', X'41')
          AS t(id, text, flag, tiny, small, big, real, double, money, day, moment, raw)
        """);
    if (format == StagingSpec.Format.CSV) {
      // The stand-in does not read bytes from CSV.
      shelf.is(
          "SELECT id, text, flag, tiny, small, big, real, double, money, day, moment FROM (SELECT * FROM delta.`"
              + root
              + "/gold/sales`)");
    }

    Target.Delivered delivered = shelf.publish(server);

    assertThat(delivered.detail()).contains("every row compared");
    assertThat(there("id, text, octet_length(text)"))
        .containsExactly("1||0", "2|null|null", "3|  a,\"b\"\t\n\\N ~null~ ü 😀 |27", "4|   |3");
    assertThat(there("id, flag, tiny, small, big, real, double, money, day, moment"))
        .containsExactly(
            "1|t|1|2|9223372036854775807|1.5|0.1|12.50|2024-02-29|2024-01-02 03:04:05.678901",
            "2|null|null|null|null|null|null|null|null|null",
            "3|f|-128|-32768|-9223372036854775808|-1e-20|-1.7976931348623157E308|-0.01|0001-01-01|9999-12-31 23:59:59.999999",
            "4|t|0|0|0|3.4028235e+38|4.9E-324|0.00|9999-12-31|1582-10-10 00:00:00");
    assertThat(Warehouse.staged()).isEmpty();
  }

  @Test
  void nestedValuesAreSuperAndTypesAreThoseThatWereChosen() throws Exception {
    shelf.types = Map.of("name", "varchar(8)", "n", "decimal(12,4)");
    shelf.layout =
        new TableLayout(
            Optional.of("id"),
            List.of("id", "name"),
            Map.of("name", "zstd"),
            List.of(),
            Optional.empty());
    shelf.is(
        "SELECT id, named_struct('a', array(id, NULL), 'b', 'x,\"y') AS s, 'n' AS name, 1.25BD AS n"
            + " FROM range(3)");

    shelf.publish(server);

    assertThat(there("id, json_serialize(s), n"))
        .contains("1|{\"a\":[1,null],\"b\":\"x,\\\"y\"}|1.2500");
    assertThat(
            Warehouse.query(
                server,
                "SELECT column_name, data_type, character_maximum_length FROM svv_columns WHERE"
                    + " table_name = 't' ORDER BY ordinal_position"))
        .containsExactly(
            "id|bigint|null", "s|super|null", "name|character varying|8", "n|numeric|null");
  }

  @Test
  void changesArriveOnceAndOthersRowsStay() throws Exception {
    shelf.is(
        "SELECT id, concat('n', id) AS name, CAST(id AS DECIMAL(10,2)) AS amount FROM range(50)");
    shelf.publish(server);
    shelf.sql("UPDATE @ SET name = 'changed' WHERE id < 5");
    shelf.sql("DELETE FROM @ WHERE id >= 45");
    shelf.sql("INSERT INTO @ VALUES (100, 'new', 1.5)");

    Target.Delivered delivered = shelf.publish(server);

    assertThat(delivered.detail()).contains("changes of version");
    assertThat(delivered.counts().written()).isEqualTo(1);
    assertThat(delivered.counts().updated()).isEqualTo(5);
    assertThat(delivered.counts().deleted()).isEqualTo(5);
    assertThat(there("id, name, amount")).isEqualTo(shelf.rows("id, name, amount"));
    Warehouse.run(server, "INSERT INTO t VALUES (1000, 'theirs', 1)");
    shelf.sql("UPDATE @ SET name = 'again' WHERE id = 7");
    shelf.publish(server);
    List<String> expected = shelf.rows("id, name, amount");
    assertThat(there("id, name, amount"))
        .hasSize(expected.size() + 1)
        .containsAll(expected)
        .contains("1000|theirs|1.00");
    // Nothing new, so nothing is done twice.
    assertThat(shelf.publish(server).detail()).contains("was there");

    shelf.deletes = PublishSpec.Deletes.MIRROR;
    shelf.sql("UPDATE @ SET amount = 7 WHERE id = 7");
    shelf.publish(server);
    assertThat(there("id, name, amount")).isEqualTo(shelf.rows("id, name, amount"));
    assertThat(
            Warehouse.query(
                server,
                "SELECT relname FROM pg_class WHERE relname LIKE '%__penstock_%' AND relname NOT LIKE '%_lock'"))
        .isEmpty();
  }

  @Test
  void appendedRowsComeOnceAndOnlyNewOnes() throws Exception {
    shelf.mode = PublishSpec.Mode.APPEND;
    shelf.keys = List.of();
    shelf.is("SELECT id, 'a' AS note FROM range(10)");
    shelf.publish(server);
    shelf.sql("INSERT INTO @ VALUES (10, 'b'), (10, 'b')");

    assertThat(shelf.publish(server).counts().written()).isEqualTo(2);
    assertThat(there("id, note")).isEqualTo(shelf.rows("id, note"));

    shelf.sql("UPDATE @ SET note = 'c' WHERE id = 1");
    assertThatThrownBy(() -> shelf.publish(server)).hasMessageContaining("not only added");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repeat('é', 32768) AS x;a text holds 65535 bytes",
        "concat('a', char(0), 'b') AS x;a text holds no NUL character",
        "double('Infinity') AS x;a number must be finite",
        "float('NaN') AS x;a number must be finite",
        "date_add(DATE'0001-01-01', -1) AS x;years are 1 to 9999",
        "TIMESTAMP'+10000-01-01 00:00:00' AS x;years are 1 to 9999",
        "'Größe' AS chosen;its type is varchar(5), which are bytes",
        "123456.78BD AS money;its type is decimal(5) with 2 decimals"
      })
  void whatDoesNotFitIsFoundBeforeARowMoves(String given) throws Exception {
    String[] parts = given.split(";");
    shelf.types = Map.of();
    if (parts[0].endsWith("chosen")) {
      shelf.types = Map.of("chosen", "varchar(5)");
    } else if (parts[0].endsWith("money")) {
      shelf.types = Map.of("money", "decimal(5,2)");
    }
    shelf.is("SELECT 1 AS id, " + parts[0]);

    assertThatThrownBy(() -> shelf.publish(server))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("1 value of")
        .hasMessageContaining(parts[1]);
    assertThat(Warehouse.query(server, "SELECT relname FROM pg_class WHERE relname = 't'"))
        .isEmpty();
  }

  @Test
  void rowsThatTheServerDoesNotTakeAreShownWithTheirPlace() throws Exception {
    shelf.is("SELECT id, 'short' AS note FROM range(3)");
    shelf.publish(server);
    // What no look at the rows could tell before.
    Warehouse.run(server, "ALTER DOMAIN redshift.varchar_256 ADD CHECK (VALUE <> 'bad')");
    shelf.sql("UPDATE @ SET note = 'bad' WHERE id = 1");

    assertThatThrownBy(() -> shelf.publish(server))
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("Redshift does not take a row")
        .hasMessageContaining(
            "in column 'note' of row 1 in s3://lake/staging/penstock/t__penstock_")
        .hasMessageNotContaining("Exception");
    assertThat(Warehouse.staged()).isEmpty();
    assertThat(there("id, note")).containsExactly("0|short", "1|short", "2|short");
  }

  @Test
  void columnsGrowAndWhatUsersAddedStays() throws Exception {
    shelf.is("SELECT id, 'a' AS note FROM range(3)");
    shelf.publish(server);
    Warehouse.run(
        server,
        "CREATE USER reader_"
            + server.url().replaceAll("\\W", "").substring(30, 50)
            + " PASSWORD 'Secret1x'",
        "GRANT SELECT ON t TO PUBLIC",
        "COMMENT ON COLUMN t.note IS 'what it''s about'");
    shelf.sql("ALTER TABLE @ ADD COLUMN more STRING");
    shelf.sql("INSERT INTO @ VALUES (9, repeat('ü', 200), 'x')");

    Target.Delivered delivered = shelf.publish(server);

    assertThat(delivered.detail()).contains("ADD COLUMN \"more\" varchar(256)");
    assertThat(delivered.detail()).contains("TYPE varchar(1024)");
    assertThat(there("id, octet_length(note), more"))
        .containsExactly("0|1|null", "1|1|null", "2|1|null", "9|400|x");

    shelf.mode = PublishSpec.Mode.SWAP;
    shelf.ddl = PublishSpec.Ddl.ANY;
    shelf.is("SELECT id, 'b' AS note FROM range(2)");
    shelf.publish(server);
    assertThat(there("id, note")).containsExactly("0|b", "1|b");
    assertThat(
            Warehouse.query(
                server,
                "SELECT privilege_type, identity_type FROM svv_relation_privileges WHERE"
                    + " relation_name = 't'"))
        .containsExactly("SELECT|public");
    assertThat(
            Warehouse.query(
                server,
                "SELECT remarks FROM svv_columns WHERE table_name = 't' AND column_name = 'note'"))
        .containsExactly("what it's about");
    assertThat(Warehouse.query(server, "SELECT COUNT(*) FROM t__old")).containsExactly("4");
  }

  @Test
  void aViewThatWouldGoOnToShowTheVersionBeforeStopsASwap() throws Exception {
    shelf.mode = PublishSpec.Mode.SWAP;
    shelf.is("SELECT id FROM range(3)");
    shelf.publish(server);
    Warehouse.run(server, "CREATE VIEW v AS SELECT id FROM t");
    shelf.is("SELECT id FROM range(5)");

    // A change enters the table that is there, whatever looks at it.
    shelf.publish(server);
    assertThat(there("id")).hasSize(5);
    shelf.is("SELECT id, 1 AS more, 'x' AS text FROM range(6)");
    shelf.sql("ALTER TABLE @ ADD COLUMN x INT");
    shelf.keys = List.of();
    assertThatThrownBy(() -> shelf.publish(server)).hasMessageContaining("view public.v");
    assertThat(there("id")).hasSize(5);
  }

  @Test
  void guardsOwnersAndForeignTablesAreRespected() throws Exception {
    shelf.is("SELECT id FROM range(100)");
    shelf.publish(server);
    shelf.maxDelete = Limit.parse("5%");
    shelf.sql("DELETE FROM @ WHERE id < 50");
    assertThatThrownBy(() -> shelf.publish(server)).hasMessageContaining("guard.max_delete");
    assertThat(there("id")).hasSize(100);

    shelf.maxDelete = Optional.empty();
    shelf.owner = "another of lake";
    assertThatThrownBy(() -> shelf.publish(server)).hasMessageContaining("belongs to another");

    shelf.owner = "sales of lake";
    assertThat(shelf.preview(server)).contains("50 to delete");
    Warehouse.run(
        server, "DROP TABLE t", "CREATE TABLE t (id BIGINT)", "DELETE FROM _penstock_publication");
    assertThatThrownBy(() -> shelf.publish(server)).hasMessageContaining("Penstock did not make");
  }

  @Test
  void onePublisherAtATime() throws Exception {
    shelf.is("SELECT id FROM range(3)");
    shelf.publish(server);
    shelf.sql("INSERT INTO @ VALUES (7)");
    try (Connection other = server.open();
        Statement sql = other.createStatement()) {
      other.setAutoCommit(false);
      sql.execute("LOCK t__penstock_lock");
      assertThatThrownBy(() -> shelf.publish(server))
          .hasMessageContaining("another run is publishing it right now");
    }
    shelf.publish(server);
    assertThat(there("id")).hasSize(4);
  }
}
