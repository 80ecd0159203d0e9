package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.ops.ProgressListener;
import io.penstock.publish.jdbc.SqlLedger;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.RefusedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table of a target belongs to the pipeline, and the lake, that made it. */
class OwnersTest extends SwapContract {
  @TempDir Path first;
  @TempDir Path second;
  private GoldShelf mine;
  private GoldShelf others;

  @BeforeEach
  void publishMine() {
    mine = new GoldShelf(first).is("SELECT id, 'mine' AS whose FROM range(3)");
    mine.owner = "shop of s3a://lake/shop";
    mine.publish(endpoint());
    others = new GoldShelf(second).is("SELECT id, 'another' AS whose FROM range(5)");
    others.owner = "till of s3a://lake/till";
    others.generation = "another";
  }

  @ParameterizedTest
  @EnumSource
  void anotherPipelineIsRefusedInEveryMode(PublishSpec.Mode mode) throws Exception {
    others.mode = mode;
    others.keys = mode == PublishSpec.Mode.APPEND ? List.of() : List.of("id");

    assertThatThrownBy(() -> publish(others, mode))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cannot publish 't' because the table belongs to another pipeline")
        .hasMessageContaining("made by the pipeline shop of s3a://lake/shop; this is till of")
        .hasMessageContaining("SET owner = '' WHERE target = 't'");
    assertThat(one("SELECT COUNT(*) FROM t WHERE whose = 'mine'")).isEqualTo("3");

    mine.sql("INSERT INTO @ VALUES (9, 'mine')");
    mine.publish(endpoint());
    assertThat(one("SELECT COUNT(*) FROM t WHERE whose = 'mine'")).isEqualTo("4");
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
  }

  private void publish(GoldShelf shelf, PublishSpec.Mode mode) {
    try (MySqlTarget target = new MySqlTarget(endpoint(), shelf.patience)) {
      if (mode == PublishSpec.Mode.SWAP) {
        target.refresh(shelf.publication(shelf.version()), shelf.gold(), ProgressListener.SILENT);
      } else {
        target.update(shelf.publication(shelf.version()), shelf.gold(), ProgressListener.SILENT);
      }
    }
  }

  @Test
  void aTableThatIsGivenUpIsTakenOver() throws Exception {
    run("UPDATE _penstock_publication SET owner = '' WHERE target = 't'");

    publish(others, PublishSpec.Mode.SWAP);

    assertThat(one("SELECT COUNT(*) FROM t WHERE whose = 'another'")).isEqualTo("5");
    assertThatThrownBy(() -> publish(mine, PublishSpec.Mode.SWAP))
        .hasMessageContaining("belongs to another pipeline");
  }

  @Test
  void hashesOfAnEarlierVersionAreNoReasonToPublishAnew() throws Exception {
    run(
        "UPDATE _penstock_publication SET row_hash = 4711",
        "ALTER TABLE _penstock_publication DROP COLUMN hash_method");
    mine.sql("INSERT INTO @ VALUES (9, 'mine')");

    assertThat(mine.preview(endpoint())).contains("1 rows to insert");
    assertThat(mine.publish(endpoint()).detail())
        .startsWith("changes of version")
        .contains("every row compared");

    mine.sql("INSERT INTO @ VALUES (10, 'mine')");
    assertThat(mine.publish(endpoint()).detail()).startsWith("changes of version");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("5");
    assertThat(one("SELECT hash_method FROM _penstock_publication")).isEqualTo("2");
  }

  @Test
  void aTableOfAnEarlierVersionIsItsPipelines() throws Exception {
    run("ALTER TABLE _penstock_publication DROP COLUMN owner");
    mine.sql("INSERT INTO @ VALUES (9, 'mine')");

    assertThat(mine.publish(endpoint()).detail()).startsWith("changes of version");

    assertThat(one("SELECT owner FROM _penstock_publication")).isEqualTo(mine.owner);
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("4");
  }

  @Test
  void columnsOfAnEarlierVersionAreReadAndThenRenamed() throws Exception {
    run(
        "ALTER TABLE _penstock_publication RENAME COLUMN generation TO incarnation",
        "ALTER TABLE _penstock_run RENAME COLUMN load_id TO run_id",
        "ALTER TABLE _penstock_run RENAME COLUMN definition TO schema_hash",
        "ALTER TABLE _penstock_part RENAME COLUMN load_id TO run_id");
    try (MySqlTarget target = new MySqlTarget(endpoint(), mine.patience)) {
      assertThat(target.published("t").orElseThrow().version()).isEqualTo(mine.version());
    }
    mine.sql("INSERT INTO @ VALUES (9, 'mine')");
    assertThat(mine.preview(endpoint())).contains("1 rows to insert");
    assertThat(one("SELECT incarnation <> '' FROM _penstock_publication")).isEqualTo("1");

    assertThat(mine.publish(endpoint()).detail()).startsWith("changes of version");

    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("4");
    assertThat(one("SELECT generation <> '' FROM _penstock_publication")).isEqualTo("1");
    assertThat(one("SELECT COUNT(*) FROM _penstock_run WHERE load_id IS NOT NULL")).isEqualTo("1");
  }

  @Test
  void aLedgerThatIsRenamedWhileItIsAskedIsAskedAgain() throws Exception {
    try (Connection connection =
        DriverManager.getConnection(endpoint().url(), endpoint().user(), endpoint().password())) {
      String generation = one("SELECT generation FROM _penstock_publication");
      run("ALTER TABLE _penstock_publication RENAME COLUMN generation TO incarnation");
      SqlLedger ledger = new SqlLedger(connection, MySqlLedger.MYSQL);
      assertThat(ledger.published("t", generation)).isPresent();
      run("ALTER TABLE _penstock_publication RENAME COLUMN incarnation TO generation");

      assertThat(ledger.published("t", generation)).isPresent();
      assertThat(ledger.state("t", generation)).isPresent();
    }
  }

  @Test
  void aTableThatTheLedgerDoesNotKnowIsNotReplacedWhereRowsOfOthersMayBe() throws Exception {
    run("INSERT INTO t VALUES (77, 'till')", "DROP TABLE _penstock_publication");
    mine.sql("INSERT INTO @ VALUES (9, 'mine')");

    assertThatThrownBy(() -> publish(mine, PublishSpec.Mode.UPSERT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nothing says any more which of its rows were published");
    assertThat(one("SELECT COUNT(*) FROM t WHERE whose = 'till'")).isEqualTo("1");

    mine.deletes = PublishSpec.Deletes.MIRROR;
    publish(mine, PublishSpec.Mode.UPSERT);
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("4");
  }
}
