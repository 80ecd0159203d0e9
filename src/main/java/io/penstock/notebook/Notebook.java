package io.penstock.notebook;

import java.util.List;

/**
 * A notebook as it was read.
 *
 * @param file how the user named it
 */
public record Notebook(String file, List<Cell> cells) {
  public Notebook {
    cells = List.copyOf(cells);
  }

  /** The cells that hold SQL, in order. */
  public List<Cell.Sql> queries() {
    return cells.stream().filter(Cell.Sql.class::isInstance).map(Cell.Sql.class::cast).toList();
  }
}
