package io.penstock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.plan.Decider.Published;
import io.penstock.plan.Decider.Refresh;
import io.penstock.plan.TableProgress.ReadUpTo;
import io.penstock.spec.TableName;
import io.penstock.spec.read.TestingFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @TempDir Path path;
  private List<Step> steps;
  private final Map<TableName, TableProgress> tables = new HashMap<>();
  private final Map<String, Optional<Published>> published = new HashMap<>();

  @BeforeEach
  void everythingIsUpToDate() {
    TestingFolder folder =
        new TestingFolder(path.resolve("p"))
            .source("sales")
            .file("silver/sales.sql", "SELECT * FROM bronze.sales")
            .file("gold/years.sql", "SELECT count(*) FROM silver.sales")
            .file("publish/w.yml", "to: {mysql: w}\ntables: {years: {}}\n");
    steps = Resolver.resolve(folder.read("local"), folder.problems(), code -> List.of()).steps();
    folder.problems().throwIfAny();
    for (Step step : steps) {
      Map<TableName, ReadUpTo> inputs =
          Planner.inputs(step).stream()
              .collect(Collectors.toMap(t -> t, t -> new ReadUpTo("i", 4)));
      String definition = Planner.definition(step).digest();
      ResolvedPipeline.table(step)
          .ifPresent(
              t ->
                  tables.put(
                      t, progress(4, 4, "i", definition, inputs, TableProgress.Standing.AS_LEFT)));
      if (step instanceof Step.Publish) {
        published.put(step.name(), Optional.of(new Published("i", 4, definition, true)));
      }
    }
  }

  private static TableProgress progress(
      long version,
      long changedAt,
      String generation,
      String definition,
      Map<TableName, ReadUpTo> inputs,
      TableProgress.Standing standing) {
    return new TableProgress(
        version, changedAt, -1, generation, definition, 1, inputs, Map.of(), standing);
  }

  private void set(TableName table, long version, String generation, String definition) {
    TableProgress old = tables.get(table);
    tables.put(
        table,
        progress(
            version,
            version,
            generation,
            definition,
            old.inputs(),
            TableProgress.Standing.AS_LEFT));
  }

  private String plan(Refresh refresh, List<Step> chosen) {
    return new Planner(new Decider(refresh), new Observed(tables, published, Map.of()))
        .plan(chosen).steps().stream()
            .map(s -> s.step().name() + ": " + s.decision().action() + ", " + s.decision().reason())
            .collect(Collectors.joining("\n"));
  }

  /** The plan of what comes after the landing, which always looks. */
  private String planAfterLanding() {
    return plan(Refresh.AS_NEEDED, steps.subList(1, steps.size()));
  }

  @Test
  void goldIsComputedAgainWhenSomebodyElseChangedItsRows() {
    TableProgress own = tables.get(TableName.gold("years"));
    tables.put(
        TableName.gold("years"),
        progress(
            5,
            5,
            "i",
            own.definition(),
            own.inputs(),
            new TableProgress.Standing(TableProgress.Kind.ALTERED, "DELETE in version 5")));

    assertThat(planAfterLanding())
        .contains("gold.years: REBUILD, somebody else has changed its rows (DELETE in version 5)");
  }

  @Test
  void nothingChanged() {
    assertThat(planAfterLanding())
        .isEqualTo(
            """
            bronze.sales: SKIP, no new files
            silver.sales: SKIP, no change in bronze.sales
            gold.years: SKIP, no change in silver.sales
            publish.w.years: SKIP, the target has version 4 already""");
  }

  @Test
  void theFirstRunRebuildsEverything() {
    tables.clear();
    published.clear();
    assertThat(plan(Refresh.AS_NEEDED, steps))
        .isEqualTo(
            """
            land.sales: LOOK, asks /data for what is new
            bronze.sales: REBUILD, the table is not there yet
            silver.sales: REBUILD, the table is not there yet
            gold.years: REBUILD, the table is not there yet
            publish.w.years: LOOK, depends on gold.years""");
  }

  @Test
  void whatComesAfterAStepThatMayChangeSomethingLooks() {
    assertThat(plan(Refresh.AS_NEEDED, steps))
        .isEqualTo(
            """
            land.sales: LOOK, asks /data for what is new
            bronze.sales: LOOK, depends on land.sales
            silver.sales: LOOK, depends on bronze.sales
            gold.years: LOOK, depends on silver.sales
            publish.w.years: LOOK, depends on gold.years""");
  }

  @Test
  void newVersionsAreTaken() {
    set(TableName.bronze("sales"), 6, "i", Planner.definition(steps.get(1)).digest());
    assertThat(planAfterLanding())
        .contains("silver.sales: UPDATE, bronze.sales went from version 4 to 6")
        .contains("gold.years: LOOK, depends on silver.sales");
  }

  @Test
  void aTableThatWasMadeAnewIsReadFromTheBeginning() {
    set(TableName.bronze("sales"), 4, "other", Planner.definition(steps.get(1)).digest());
    assertThat(planAfterLanding()).contains("silver.sales: REBUILD, bronze.sales was made anew");
  }

  @Test
  void aChangedDefinitionRebuilds() {
    set(TableName.silver("sales"), 4, "i", "other");
    assertThat(planAfterLanding()).contains("silver.sales: REBUILD, what computes it has changed");
  }

  @Test
  void aFullRefreshRebuildsWhatIsThere() {
    assertThat(plan(Refresh.FULL, steps.subList(1, 2)))
        .isEqualTo("bronze.sales: REBUILD, a full refresh was asked for");
  }

  @Test
  void aMissingInputIsWaitedFor() {
    tables.remove(TableName.gold("years"));
    assertThat(plan(Refresh.AS_NEEDED, List.of(steps.get(4))))
        .isEqualTo("publish.w.years: LOOK, waits for gold.years, which is not there yet");
  }

  @Test
  void aPublicationGoesByWhatTheTargetHolds() {
    List<Step> publish = List.of(steps.get(4));
    String definition = Planner.definition(steps.get(4)).digest();
    published.put("publish.w.years", Optional.empty());
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("the target does not have it yet");
    published.put("publish.w.years", Optional.of(new Published("i", 3, definition, true)));
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("the target has version 3, the lake 4");
    published.put("publish.w.years", Optional.of(new Published("x", 4, definition, true)));
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("the table was made anew");
    published.put("publish.w.years", Optional.of(new Published("i", 4, "x", true)));
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("how it is published has changed");
  }
}
