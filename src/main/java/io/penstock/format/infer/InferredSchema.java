package io.penstock.format.infer;

import io.penstock.spec.ColumnSpec;
import java.util.List;

/**
 * Columns proposed for a file.
 *
 * @param problems reasons not to trust them, each the end of "the file cannot be read, because …"
 */
public record InferredSchema(List<ColumnSpec> columns, List<String> problems) {
  public InferredSchema {
    columns = List.copyOf(columns);
    problems = List.copyOf(problems);
  }
}
