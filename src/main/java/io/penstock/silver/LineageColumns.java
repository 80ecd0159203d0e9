package io.penstock.silver;

import io.penstock.quality.RescueDetails;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The bookkeeping columns of bronze that go along beside the SELECT's own columns, so that a row in
 * quarantine knows its file and the last of several rows is known. Of them only what was rescued is
 * stored.
 */
final class LineageColumns {
  private static final String PREFIX = "__carried";

  /** Their names in bronze. */
  static final List<String> COLUMNS =
      List.of(
          "_source_file",
          "_line",
          "_run_id",
          "_ingested_at",
          "_op",
          "_seq",
          "_extracted_at",
          RescueDetails.COLUMN);

  private LineageColumns() {}

  /** From the input's columns to their names beside the SELECT. */
  static Map<String, String> from(Dataset<Row> input) {
    List<String> there = Arrays.asList(input.columns());
    Map<String, String> carried = new LinkedHashMap<>();
    COLUMNS.stream().filter(there::contains).forEach(name -> carried.put(name, PREFIX + name));
    return carried;
  }

  /** The column under its own name, carried or selected; empty if the rows have neither. */
  static Optional<String> find(Dataset<Row> rows, String name) {
    List<String> there = Arrays.asList(rows.columns());
    return there.stream()
        .filter(column -> column.equalsIgnoreCase(name))
        .findFirst()
        .or(() -> there.stream().filter(column -> column.equals(PREFIX + name)).findFirst());
  }

  /** The column, or NULL of the type where there is none. */
  static Column orNull(Dataset<Row> rows, String name, String type) {
    return find(rows, name)
        .map(column -> functions.col("`" + column + "`"))
        .orElseGet(() -> functions.lit(null))
        .cast(type);
  }
}
