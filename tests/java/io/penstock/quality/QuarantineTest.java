package io.penstock.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.CurrentRun;
import io.penstock.ops.StepContext;
import io.penstock.plan.Decision;
import io.penstock.plan.Facts;
import io.penstock.plan.SourceNews;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.TableName;
import io.penstock.testing.TestSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row is in quarantine once, however its step got there. */
class QuarantineTest {
  private static final TableName OF = TableName.gold("orders");
  private static final Origin AT = new Origin("gold/orders.sql", 1);
  private static final GoldSpec MODEL =
      new GoldSpec(
          OF, "", new ModelCode.Sql("SELECT 1 AS id", AT), List.of("id"), Map.of(), List.of(), AT);

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = new Lake(spark, new LakeLocation(folder.toUri().toString(), Optional.empty())).forStep();
  }

  @Test
  void aBatchAddsToThoseBefore() {
    quarantine("run-1", 1).write(rows(3), 3, false);
    quarantine("run-2", 2).write(rows(2), 2, false);

    assertThat(there()).isEqualTo(5);
  }

  @Test
  void aBatchTakesThePlaceOfWhatAKilledRunLeftOfIt() {
    quarantine("killed", 1).write(rows(3), 3, false);
    quarantine("next", 1).write(rows(4), 4, false);

    assertThat(there()).isEqualTo(4);
  }

  @Test
  void aRepairedRunReplacesWhatItsOwnFirstAttemptLeft() {
    quarantine("4711", 1).write(rows(3), 3, false);
    quarantine("4711", 1).write(rows(4), 4, false);

    assertThat(there()).isEqualTo(4);
  }

  @Test
  void nothingToQuarantineStillRemovesWhatAKilledRunLeft() {
    quarantine("killed", 1).write(rows(3), 3, false);
    quarantine("next", 1).write(rows(0), 0, false);

    assertThat(there()).isZero();
  }

  @Test
  void aStepThatLooksAtAllRowsAgainDoesNotQuarantineThemTwice() {
    quarantine("run-1", 1).write(rows(3), 3, true);
    quarantine("run-2", 2).write(rows(3), 3, true);

    assertThat(there()).isEqualTo(3);
  }

  private long there() {
    return lake.spark().read().format("delta").load(lake.location().path(OF.quarantine())).count();
  }

  private Dataset<Row> rows(int count) {
    return lake.spark()
        .range(count)
        .selectExpr(
            "array('rule') AS _rules",
            "CAST(NULL AS STRING) AS _reason",
            "'file' AS _source_file",
            "id AS _line",
            "'run' AS _source_run_id",
            "concat('{\"id\":', id, '}') AS _row");
  }

  private Quarantine quarantine(String run, long batch) {
    TableProgress own =
        new TableProgress(
            batch - 1,
            batch - 1,
            -1,
            "one",
            "",
            batch - 1,
            Map.of(),
            Map.of(),
            TableProgress.Standing.AS_LEFT);
    StepContext context =
        new StepContext(
            new Step.Gold(MODEL, List.of()),
            new CurrentRun(
                run, Instant.EPOCH, folder, folder, SecretResolver.ofProcess(), "sales of lake"),
            lake,
            (done, total, unit) -> {},
            new Decision(Decision.Action.UPDATE, "new rows"),
            new Facts(Optional.of(own), Map.of(), Optional.empty(), SourceNews.UNKNOWN));
    return new Quarantine(context, OF);
  }
}
