package io.penstock.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.Counts;
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
import io.penstock.spec.RefusedException;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.TableName;
import io.penstock.testing.TestSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gold table is computed in full and written as a difference. */
class GoldStepTest {
  private static final TableName FROM = TableName.silver("sales");
  private static final TableName GOLD = TableName.gold("years");
  private static final Origin AT = new Origin("gold/years.sql", 1);

  @TempDir private Path root;

  private Lake lake() {
    return new Lake(
        TestSpark.session(), new LakeLocation(root.toUri().toString(), Optional.empty()));
  }

  /** Makes the silver table what the query gives; says its version. */
  private long silver(String query) {
    TestSpark.session()
        .sql(query)
        .write()
        .format("delta")
        .mode("overwrite")
        .save(lake().location().path(FROM));
    return lake()
            .spark()
            .sql("DESCRIBE HISTORY delta.`" + lake().location().path(FROM) + "`")
            .count()
        - 1;
  }

  private Counts compute(long version, List<String> keys) {
    GoldSpec model =
        new GoldSpec(
            GOLD,
            "",
            new ModelCode.Sql("SELECT y, sum(v) AS v FROM silver.sales GROUP BY y", AT),
            keys,
            Map.of(),
            List.of(),
            AT);
    Optional<TableProgress> own =
        lake()
            .state(GOLD)
            .map(
                state ->
                    progress(state.version(), state.last().generation(), state.last().batch()));
    StepContext context =
        new StepContext(
            new Step.Gold(model, List.of(FROM)),
            new CurrentRun(
                "run", Instant.EPOCH, root, root, SecretResolver.ofProcess(), "years of lake"),
            lake().forStep(),
            (done, total, unit) -> {},
            new Decision(Decision.Action.UPDATE, "new rows"),
            new Facts(
                own,
                Map.of(FROM, progress(version, "silver", 1)),
                Optional.empty(),
                SourceNews.UNKNOWN));
    return new GoldStep(new Step.Gold(model, List.of(FROM)), context).run().counts();
  }

  private static TableProgress progress(long version, String generation, long batch) {
    return new TableProgress(
        version,
        version,
        -1,
        generation,
        "d",
        batch,
        Map.of(),
        Map.of(),
        TableProgress.Standing.AS_LEFT);
  }

  @Test
  void onlyRowsThatDifferAreWrittenUnderKeys() {
    long first = silver("SELECT * FROM VALUES (2024, 1), (2025, 2), (2026, 3) AS t(y, v)");
    assertThat(compute(first, List.of("y"))).isEqualTo(Counts.written(3));
    long second = silver("SELECT * FROM VALUES (2025, 2), (2026, 5), (2027, 7) AS t(y, v)");

    assertThat(compute(second, List.of("y"))).isEqualTo(new Counts(3, 1, 1, 1, 1, 0, 0, 0));

    // The version that was given is read, not the newest one.
    silver("SELECT * FROM VALUES (1, 1) AS t(y, v)");
    assertThat(compute(second, List.of("y"))).isEqualTo(new Counts(3, 0, 0, 3, 0, 0, 0, 0));
  }

  @Test
  void withoutKeysTheTableIsReplaced() {
    long version = silver("SELECT * FROM VALUES (2024, 1), (2024, 4) AS t(y, v)");
    assertThat(compute(version, List.of())).isEqualTo(Counts.written(1));
    assertThat(compute(version, List.of())).isEqualTo(Counts.written(1));
    assertThat(lake().rows(GOLD, lake().state(GOLD).orElseThrow().version())).isEqualTo(1);
  }

  @Test
  void keysThatAreNullOrSharedAreRefusedBeforeAnythingIsWritten() {
    long nulls = silver("SELECT * FROM VALUES (2024, 1), (CAST(NULL AS INT), 2) AS t(y, v)");
    assertThatThrownBy(() -> compute(nulls, List.of("y")))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Table 'gold.years' (gold/years.sql:1): cannot be keyed by [y]")
        .hasMessageContaining("Found: 1 such rows");
    long shared = silver("SELECT * FROM VALUES (2024, 1), (2025, 1), (2026, 2) AS t(y, v)");
    assertThatThrownBy(() -> compute(shared, List.of("v")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Found: 1 rows too many, such as (1, 2)");
    assertThat(lake().exists(GOLD)).isFalse();
  }
}
