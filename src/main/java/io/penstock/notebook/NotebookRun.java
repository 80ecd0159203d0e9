package io.penstock.notebook;

import io.penstock.lake.Lake;
import io.penstock.lake.SparkErrors;
import io.penstock.page.ChartData;
import io.penstock.page.TextRows;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.run.LakeQuery;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.SpecException;
import io.penstock.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs the cells of a notebook over a lake, one after the other, in one session of its own. A cell
 * that fails is the last one.
 */
public final class NotebookRun {
  /** What a cell may give at the most, as on Databricks. */
  private static final int MOST_ROWS = 10_000;

  private final Notebook notebook;
  private final Lake lake;
  private final LakeQuery query;
  private final Map<String, String> parameters;

  /**
   * Prepares the run; nothing has run yet.
   *
   * @throws SpecException if a cell is no SQL
   */
  public NotebookRun(
      Notebook notebook, Lake lake, ResolvedPipeline pipeline, NotebookParameters given) {
    this.notebook = notebook;
    this.lake = lake.forStep();
    this.query = new LakeQuery(this.lake, pipeline);
    this.parameters = given.in(lake.location().catalog().orElse("spark_catalog"));
    checkSyntax();
  }

  /** What {@code :name} stands for in the cells. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /**
   * Runs the cells.
   *
   * @param listener is told of each cell as it ends
   */
  public List<CellResult> run(Consumer<CellResult> listener) {
    query.know(
        notebook.queries().stream().map(Cell.Sql::text).collect(Collectors.joining("\n"))
            + String.join("\n", parameters.values()));
    List<CellResult> results = new ArrayList<>();
    for (Cell cell : notebook.cells()) {
      CellResult result =
          cell instanceof Cell.Sql sql
              ? run(sql)
              : new CellResult(cell, Optional.empty(), 0, Optional.empty());
      results.add(result);
      listener.accept(result);
      if (result.error().isPresent()) {
        break;
      }
    }
    return results;
  }

  private CellResult run(Cell.Sql cell) {
    long began = System.nanoTime();
    Optional<TextRows> rows = Optional.empty();
    Optional<String> error = Optional.empty();
    Statement now = cell.statements().get(0);
    try {
      Dataset<Row> last = null;
      for (Statement statement : cell.statements()) {
        now = statement;
        last = query.statement(statement.sql(), bound(statement));
      }
      rows = Optional.of(TextRows.of(last, MOST_ROWS));
      error = drawable(cell, rows.get());
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      error = Optional.of(CellErrors.sentence(notebook.file(), cell, now, e));
    }
    return new CellResult(cell, rows, (System.nanoTime() - began) / 1e9, error);
  }

  private Map<String, String> bound(Statement statement) {
    Map<String, String> used = new LinkedHashMap<>(parameters);
    used.keySet().retainAll(statement.parameters());
    return used;
  }

  /** Why the chart that a cell asks for cannot be drawn from its rows. */
  private Optional<String> drawable(Cell.Sql cell, TextRows rows) {
    return cell.chart()
        .flatMap(chart -> ChartData.problem(chart, rows))
        .map(
            why ->
                CellErrors.place(notebook.file(), cell, cell.chart().orElseThrow().line())
                    + "cannot draw its chart because "
                    + why);
  }

  private void checkSyntax() {
    Problems problems = new Problems();
    for (Cell.Sql cell : notebook.queries()) {
      for (Statement statement : cell.statements()) {
        try {
          query.parse(statement.sql());
        } catch (Exception e) {
          problems.add(
              new Origin(notebook.file(), CellErrors.line(statement, e)),
              "cell "
                  + cell.number()
                  + " cannot be read as SQL: "
                  + SparkErrors.shorten(String.valueOf(e.getMessage()))
                  + ".");
        }
      }
    }
    problems.throwIfAny();
  }
}
