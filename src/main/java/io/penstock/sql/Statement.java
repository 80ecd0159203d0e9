package io.penstock.sql;

import java.util.Set;

/**
 * One statement of a cell, without its semicolon.
 *
 * @param line the line of the notebook on which it begins
 * @param parameters the names that it uses as {@code :name}
 */
public record Statement(String sql, int line, Set<String> parameters) {
  public Statement {
    parameters = Set.copyOf(parameters);
  }

  /** The line of the notebook on which the character at this index stands. */
  public int lineAt(int index) {
    int end = Math.max(0, Math.min(index, sql.length()));
    return line + (int) sql.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
