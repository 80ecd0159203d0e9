package io.penstock.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.SpecException;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells over a lake in which nothing has run yet. */
class NotebookRunTest {
  @TempDir private Path root;

  private Trial trial;

  @BeforeEach
  void pipeline() {
    Trial.forgetTables();
    trial =
        new Trial(root)
            .file(
                "sources/orders.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n")
            .file("silver/orders.sql", "SELECT * FROM bronze.orders\n")
            .file("silver/orders.yml", "apply: {as: append}\n");
  }

  private NotebookRun run(Map<String, String> parameters, String... cells) {
    String text =
        NotebookSource.HEADER
            + "\n"
            + String.join("\n" + NotebookSource.SEPARATOR + "\n", cells)
            + "\n";
    Notebook notebook = NotebookSource.parse("a.sql", text);
    return new NotebookRun(
        notebook, trial.lake(), trial.load(), NotebookParameters.of(notebook, parameters));
  }

  private List<CellResult> results(String... cells) {
    return run(Map.of(), cells).run(result -> {});
  }

  @Test
  void cellsShareOneSessionAndShowTheirLastStatement() {
    List<CellResult> results =
        results(
            "SET CATALOG IDENTIFIER(:catalog)",
            "CREATE TEMPORARY VIEW numbers AS SELECT explode(sequence(1, 3)) AS n",
            "SELECT 'not shown'; SELECT n, CAST(NULL AS STRING) AS nothing FROM numbers ORDER BY n");

    assertThat(results).allSatisfy(result -> assertThat(result.error()).isEmpty());
    assertThat(results.get(0).rows().orElseThrow().columns()).isEmpty();
    assertThat(results.get(2).rows().orElseThrow().rows())
        .containsExactly(row("1", null), row("2", null), row("3", null));
  }

  @Test
  void whatOneNotebookMakesTheNextDoesNotSee() {
    results("CREATE TEMPORARY VIEW mine AS SELECT 1 AS n");

    assertThat(results("SELECT * FROM mine").get(0).error()).isPresent();
  }

  @Test
  void parametersAreBoundAsTextsAndNeverPasted() {
    NotebookRun run =
        run(Map.of("who", "x' OR '1'='1"), "SELECT :who AS who", "SELECT 'x' = :who AS is_x");

    List<CellResult> results = run.run(result -> {});
    assertThat(results.get(0).rows().orElseThrow().rows()).containsExactly(row("x' OR '1'='1"));
    assertThat(results.get(1).rows().orElseThrow().rows()).containsExactly(row("false"));
  }

  @Test
  void aValueThatIsMissingOrTooMuchIsSaidBeforeAnythingRuns() {
    assertThatThrownBy(
            () ->
                run(Map.of("yaer", "2016"), "SELECT 1", "SELECT :year", "SELECT\n  :catalog, :top"))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "a.sql: no cell uses the parameter 'yaer'. Did you mean 'year'?\n"
                + "a.sql:4: cell 2 needs a value for ':year'. Give it with --param year=VALUE.\n"
                + "a.sql:6: cell 3 needs a value for ':top'. Give it with --param top=VALUE.");
  }

  @Test
  void whatIsNoSqlIsSaidBeforeAnythingRuns() {
    assertThatThrownBy(() -> run(Map.of(), "SELECT 1", "SELECT 1;\nSELEC 2", "SELECT\n 1 FORM t x"))
        .isInstanceOf(SpecException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .satisfiesExactly(
                        l ->
                            assertThat(l)
                                .startsWith(
                                    "a.sql:5: cell 2 cannot be read as SQL: Syntax error at or near 'SELEC'"),
                        l ->
                            assertThat(l)
                                .startsWith("a.sql:8: cell 3 cannot be read as SQL: ")
                                .doesNotContain("SQLSTATE")));
  }

  @Test
  void aCellThatFailsIsTheLastOneAndSaysItsLine() {
    List<String> told = new ArrayList<>();
    List<CellResult> results =
        run(
                Map.of(),
                "SELECT 1 AS a",
                "SELECT\n  n,\n  10 / (n - 3) AS q\nFROM (SELECT explode(sequence(1, 3)) AS n)",
                "SELECT 2")
            .run(result -> told.add(result.cell().number() + " " + result.error().isPresent()));

    assertThat(told).containsExactly("1 false", "2 true");
    assertThat(results.get(1).error().orElseThrow())
        .startsWith("Cell 2 (a.sql:6): cannot run because Division by zero.")
        .doesNotContain("SQLSTATE", "\n");
  }

  @Test
  void aNameThatIsNotThereIsSaidWithTheNearest() {
    assertThat(error("SELECT\n  revenu\nFROM (SELECT 1 AS revenue)"))
        .startsWith("Cell 1 (a.sql:3): cannot run because")
        .contains("`revenu`", "`revenue`");
    assertThat(error("SELECT * FROM silver.orders"))
        .startsWith("Cell 1 (a.sql:2): cannot run because")
        .endsWith("are there after a run: penstock run.");
  }

  @Test
  void aChartOfWhatIsNotThereOrNoNumberIsAnError() {
    assertThat(error("-- chart: line x=year y=revenu\nSELECT 1 AS year, 2 AS revenue"))
        .isEqualTo(
            "Cell 1 (a.sql:2): cannot draw its chart because the result has no column 'revenu'."
                + " Did you mean 'revenue'?");
    assertThat(error("-- chart: line x=year y=revenue\nSELECT 1 AS year, 'much' AS revenue"))
        .isEqualTo(
            "Cell 1 (a.sql:2): cannot draw its chart because 'revenue' holds no numbers. Found:"
                + " string. Name a column of numbers after y=.");
  }

  @Test
  void aQuarantineThatNobodyNeededIsEmpty() {
    CellResult result = results("SELECT _reason, _row, _line FROM quarantine.silver_orders").get(0);

    assertThat(result.error()).isEmpty();
    assertThat(result.rows().orElseThrow().names()).containsExactly("_reason", "_row", "_line");
    assertThat(result.rows().orElseThrow().rows()).isEmpty();
  }

  private String error(String cell) {
    return results(cell).get(0).error().orElseThrow();
  }

  private static List<String> row(String... values) {
    return java.util.Arrays.asList(values);
  }
}
