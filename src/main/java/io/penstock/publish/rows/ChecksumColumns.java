package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that the two hashes of a table are made of, in the order in which they are: those
 * that are compared as they are sent come first.
 *
 * @param key those of the key; all of them when there is no key
 * @param row all of them
 * @param hash makes a number of the texts of a row, which the target's SQL makes too
 */
public record ChecksumColumns(
    List<ComparedColumn> key, List<ComparedColumn> row, Function<List<Column>, Column> hash) {
  public ChecksumColumns {
    key = List.copyOf(key);
    row = List.copyOf(row);
  }

  /** The sum of the hashes of each row's key. */
  public Column keySum(StructType schema, Function<String, Column> value) {
    return coalesce(sum(hash(schema, key, value)), lit(0L));
  }

  /** The sum of the hashes of each row. */
  public Column rowSum(StructType schema, Function<String, Column> value) {
    return coalesce(sum(rowHash(schema, value)), lit(0L));
  }

  /**
   * The hash of a row.
   *
   * @param value finds the value of a column
   */
  public Column rowHash(StructType schema, Function<String, Column> value) {
    return hash(schema, row, value);
  }

  private Column hash(
      StructType schema, List<ComparedColumn> columns, Function<String, Column> value) {
    return hash.apply(
        columns.stream()
            .map(c -> c.text(schema.apply(c.name()).dataType(), value.apply(c.name())))
            .toList());
  }
}
