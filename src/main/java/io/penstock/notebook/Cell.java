package io.penstock.notebook;

import io.penstock.page.ChartRequest;
import io.penstock.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A cell of a notebook. Cells are counted from 1, as Databricks counts them. */
public sealed interface Cell {
  int number();

  /** The title that Databricks shows above the cell. */
  Optional<String> title();

  /** Text in Markdown. */
  record Markdown(int number, Optional<String> title, String text) implements Cell {}

  /**
   * Statements of SQL; the cell shows the rows of the last one.
   *
   * @param text the cell as it is written
   * @param chart the chart that the cell asks for
   */
  record Sql(
      int number,
      Optional<String> title,
      String text,
      List<Statement> statements,
      Optional<ChartRequest> chart)
      implements Cell {
    public Sql {
      statements = List.copyOf(statements);
    }

    /** The line of the notebook on which the cell's SQL begins. */
    public int line() {
      return statements.get(0).line();
    }
  }
}
