package io.penstock.cli;

import io.penstock.notebook.Cell;
import io.penstock.notebook.CellResult;
import io.penstock.notebook.Markdown;
import io.penstock.page.TextRows;
import java.io.PrintStream;
import java.util.Optional;

/** Shows a notebook on the terminal, cell by cell as they end. */
final class NotebookView {
  private final int limit;
  private final PrintStream out;
  private Optional<Cell> before = Optional.empty();

  NotebookView(int limit, PrintStream out) {
    this.limit = limit;
    this.out = out;
  }

  void show(CellResult result) {
    Cell cell = result.cell();
    if (before.isPresent()) {
      out.println();
    }
    before = Optional.of(cell);
    cell.title().ifPresent(title -> out.println("[" + cell.number() + "] " + title));
    if (cell instanceof Cell.Markdown markdown) {
      out.println(Markdown.text(markdown.text()));
    } else {
      rows(cell, result);
    }
    out.flush();
  }

  private void rows(Cell cell, CellResult result) {
    Optional<TextRows> rows = result.rows();
    if (rows.isPresent() && !rows.get().columns().isEmpty()) {
      RowPrinter.print(rows.get(), limit, out);
    } else if (result.error().isEmpty()) {
      out.println("[" + cell.number() + "] done");
    }
  }
}
