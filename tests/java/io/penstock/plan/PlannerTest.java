package io.penstock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.plan.TableProgress.ReadUpTo;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import io.penstock.spec.read.TestingFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  @TempDir Path path;
  private List<Step> steps;
  private final Map<TableName, TableProgress> tables = new HashMap<>();
  private final Map<String, Published> published = new HashMap<>();
  private final Map<String, SourceNews> news = new HashMap<>();

  @BeforeEach
  void everythingIsUpToDate() {
    TestingFolder folder =
        new TestingFolder(path.resolve("p"))
            .source("sales")
            .file("silver/sales.sql", "SELECT * FROM bronze.sales")
            .file("gold/years.sql", "SELECT count(*) FROM silver.sales")
            .file("publish/w.yml", "to: {mysql: w}\ntables: {years: {}}\n");
    steps = Resolver.resolve(folder.read("local"), folder.problems(), new NoSurroundings()).steps();
    folder.problems().throwIfAny();
    for (Step step : steps) {
      Map<TableName, ReadUpTo> inputs =
          step.inputs().stream().collect(Collectors.toMap(t -> t, t -> new ReadUpTo("i", 4)));
      String definition = step.definition().digest();
      step.output()
          .ifPresent(
              t ->
                  tables.put(
                      t, progress(4, 4, "i", definition, inputs, TableProgress.Standing.AS_LEFT)));
      if (step instanceof Step.Publish) {
        published.put(step.name(), new Published("i", 4, definition, true));
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
    return new Planner(refresh, new Observed(tables, published, news, Map.of()))
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
            publish.w.years: REBUILD, the target does not have it yet""");
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
  void whatASourceHasDecidesAllThatFollows() {
    news.put("land.sales", SourceNews.some("2 new files"));
    assertThat(plan(Refresh.AS_NEEDED, steps))
        .isEqualTo(
            """
            land.sales: UPDATE, 2 new files
            bronze.sales: UPDATE, follows land.sales
            silver.sales: UPDATE, follows bronze.sales
            gold.years: UPDATE, follows silver.sales
            publish.w.years: REBUILD, follows gold.years""");
  }

  @Test
  void aSourceWithNothingNewLeavesEverythingAsItIs() {
    news.put("land.sales", SourceNews.none("all 3 files have been landed"));
    assertThat(plan(Refresh.AS_NEEDED, steps))
        .isEqualTo("land.sales: SKIP, all 3 files have been landed\n" + planAfterLanding())
        .doesNotContain("LOOK");
  }

  @Test
  void onlyWhatFollowsNothingIsSettled() {
    set(TableName.bronze("sales"), 6, "i", steps.get(1).definition().digest());
    news.put("land.sales", SourceNews.none("nothing has arrived"));
    Plan plan =
        new Planner(Refresh.AS_NEEDED, new Observed(tables, published, news, Map.of())).plan(steps);
    assertThat(plan.steps().stream().filter(Plan.PlannedStep::settled).map(s -> s.name()))
        .containsExactly("land.sales", "bronze.sales", "silver.sales");
    assertThat(plan.steps().get(4).after()).containsExactly("gold.years");
  }

  @Test
  void whatIsKnownToFailSaysSoAndIsNotSettled() {
    Plan plan =
        new Planner(
                Refresh.AS_NEEDED,
                new Observed(
                    tables,
                    published,
                    news,
                    Map.of("land.sales", new RefusedException("Source 'sales': a file changed."))))
            .plan(steps);
    assertThat(plan.steps().get(0).decision().reason())
        .isEqualTo("will fail: Source 'sales': a file changed.");
    assertThat(plan.steps().get(0).settled()).isFalse();
    assertThat(plan.steps().get(1).decision().reason()).isEqualTo("depends on land.sales");
  }

  @Test
  void newVersionsAreTaken() {
    set(TableName.bronze("sales"), 6, "i", steps.get(1).definition().digest());
    assertThat(planAfterLanding())
        .contains("silver.sales: UPDATE, bronze.sales went from version 4 to 6")
        .contains("gold.years: UPDATE, follows silver.sales")
        .contains("publish.w.years: REBUILD, follows gold.years");
  }

  @Test
  void aTableThatWasMadeAnewIsReadFromTheBeginning() {
    set(TableName.bronze("sales"), 4, "other", steps.get(1).definition().digest());
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
    String definition = steps.get(4).definition().digest();
    published.remove("publish.w.years");
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("the target does not have it yet");
    published.put("publish.w.years", new Published("i", 3, definition, true));
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("the target has version 3, the lake 4");
    published.put("publish.w.years", new Published("x", 4, definition, true));
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("the table was made anew");
    published.put("publish.w.years", new Published("i", 4, "x", true));
    assertThat(plan(Refresh.AS_NEEDED, publish)).endsWith("how it is published has changed");
  }
}
