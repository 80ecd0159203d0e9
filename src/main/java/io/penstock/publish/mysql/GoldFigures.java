package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.sum;

import io.penstock.lake.LakeLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What must be known of the rows before the first one moves, computed in one pass.
 *
 * @param rows how many there are
 * @param nullKeys how many have a key that is NULL
 * @param distinctKeys how many different keys there are
 * @param distinctTrimmedKeys the same when spaces at the end of a text do not count
 * @param keyHash what {@link MySqlText#countAndHash} must give in the target
 * @param longest the characters (bytes, for binary) of the longest value of a column
 * @param outside how many values of a column lie outside of what MySQL can hold
 */
record GoldFigures(
    long rows,
    long nullKeys,
    long distinctKeys,
    long distinctTrimmedKeys,
    long keyHash,
    Map<String, Long> longest,
    Map<String, Long> outside) {

  static GoldFigures of(Dataset<Row> rows, List<String> keys, List<String> hashed) {
    List<Column> keyColumns = keys.stream().map(GoldFigures::column).toList();
    Map<String, Column> lengths = new LinkedHashMap<>();
    Map<String, Column> outside = new LinkedHashMap<>();
    for (StructField field : rows.schema().fields()) {
      if (field.dataType() instanceof StringType || field.dataType() instanceof BinaryType) {
        lengths.put(field.name(), max(length(column(field.name()))));
      }
      outOfRange(field).ifPresent(test -> outside.put(field.name(), count_if(test)));
    }
    List<Column> all = new ArrayList<>();
    all.add(
        count_if(keyColumns.stream().map(Column::isNull).reduce(Column::or).orElse(lit(false))));
    all.add(distinct(keyColumns));
    all.add(coalesce(sum(crc32(text(rows, hashed).cast("binary"))), lit(0L)));
    all.add(
        coalesce(
            functions.bool_or(
                keyColumns.stream()
                    .map(GoldFigures::endsInSpace)
                    .reduce(Column::or)
                    .orElse(lit(false))),
            lit(false)));
    all.addAll(lengths.values());
    all.addAll(outside.values());
    Row row = rows.agg(count(lit(1)), all.toArray(Column[]::new)).head();
    return new GoldFigures(
        row.getLong(0),
        row.getLong(1),
        keys.isEmpty() ? row.getLong(0) : row.getLong(2),
        row.getBoolean(4) ? trimmed(rows, keyColumns) : row.getLong(2),
        row.getLong(3),
        values(row, 5, lengths),
        values(row, 5 + lengths.size(), outside));
  }

  private static Column column(String name) {
    return col(LakeLocation.quoted(name));
  }

  private static Column distinct(List<Column> keys) {
    return keys.isEmpty()
        ? lit(0L)
        : count_distinct(keys.get(0), keys.subList(1, keys.size()).toArray(Column[]::new));
  }

  private static Column endsInSpace(Column key) {
    return key.cast("string").endsWith(" ");
  }

  private static long trimmed(Dataset<Row> rows, List<Column> keys) {
    Column[] trimmed = keys.stream().map(key -> rtrim(key.cast("string"))).toArray(Column[]::new);
    return rows.select(trimmed).distinct().count();
  }

  private static Map<String, Long> values(Row row, int from, Map<String, Column> columns) {
    Map<String, Long> values = new LinkedHashMap<>();
    int i = from;
    for (String name : columns.keySet()) {
      values.put(name, row.isNullAt(i) ? 0L : row.<Number>getAs(i).longValue());
      i++;
    }
    return values;
  }

  /** Whether both sides write values of the type in the same way. */
  static boolean hashable(DataType type) {
    return !(type instanceof DoubleType || type instanceof FloatType || type instanceof BinaryType);
  }

  private static Column text(Dataset<Row> rows, List<String> hashed) {
    Column[] parts = hashed.stream().map(name -> text(rows, name)).toArray(Column[]::new);
    return parts.length == 0 ? lit("") : concat_ws("|", parts);
  }

  private static Column text(Dataset<Row> rows, String name) {
    DataType type = rows.schema().apply(name).dataType();
    Column text = column(name).cast("string");
    if (type instanceof BooleanType) {
      text = column(name).cast("int").cast("string");
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      text = date_format(column(name), "yyyy-MM-dd HH:mm:ss.SSSSSS");
    }
    return coalesce(text, lit("~"));
  }

  private static java.util.Optional<Column> outOfRange(StructField field) {
    Column value = column(field.name());
    if (field.dataType() instanceof DoubleType || field.dataType() instanceof FloatType) {
      return java.util.Optional.of(
          functions.isnan(value).or(functions.abs(value).equalTo(lit(Double.POSITIVE_INFINITY))));
    }
    if (field.dataType() instanceof DateType
        || field.dataType() instanceof TimestampType
        || field.dataType() instanceof TimestampNTZType) {
      Column year = functions.year(value);
      return java.util.Optional.of(year.lt(1000).or(year.gt(9999)));
    }
    return java.util.Optional.empty();
  }
}
