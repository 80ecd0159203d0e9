package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What must be known of the rows before the first one moves, computed in one pass.
 *
 * @param rows how many there are
 * @param bytes about how many bytes they take as text
 * @param nullKeys how many have a key that is NULL
 * @param distinctKeys how many different keys there are, among those without NULL
 * @param distinctTrimmedKeys the same when spaces at the end of a text do not count
 * @param totals what {@link MySqlText#totals} must give in the target, without the row hash, which
 *     the parts compute while they are sent
 * @param longest the characters (bytes, for binary) of the longest value of a column
 * @param misfits values that the target's type cannot hold
 * @param shared a key that more than one row has, if there is one
 */
record GoldFigures(
    long rows,
    long bytes,
    long nullKeys,
    long distinctKeys,
    long distinctTrimmedKeys,
    Totals totals,
    Map<String, Long> longest,
    List<Misfit> misfits,
    Optional<String> shared) {

  /** Values of a column that do not fit, with one of them. */
  record Misfit(String column, String why, long count, String example) {}

  /**
   * @param keys the columns of the key that are there
   * @param unique whether it is known that no two rows share a key
   */
  static GoldFigures of(
      Dataset<Row> rows,
      List<String> keys,
      boolean unique,
      Hashed hashed,
      Map<String, String> types) {
    List<Column> keyColumns = keys.stream().map(GoldFigures::column).toList();
    Map<String, Column> lengths = new LinkedHashMap<>();
    List<Fit> fits = new ArrayList<>();
    List<Column> textBytes = new ArrayList<>();
    long otherBytes = 0;
    for (StructField field : rows.schema().fields()) {
      Column value = column(field.name());
      if (field.dataType() instanceof StringType || field.dataType() instanceof BinaryType) {
        lengths.put(field.name(), max(length(value)));
        textBytes.add(coalesce(octet_length(value), lit(0)));
      } else {
        otherBytes += field.dataType().defaultSize() * 3 / 2;
      }
      fits.addAll(Fit.of(field, chosen(types, field.name())));
    }
    List<Column> all = new ArrayList<>();
    all.add(
        count_if(keyColumns.stream().map(Column::isNull).reduce(Column::or).orElse(lit(false))));
    all.add(hash(rows.schema(), hashed.key(), GoldFigures::column));
    all.add(
        coalesce(
            functions.bool_or(
                Arrays.stream(rows.schema().fields())
                    .filter(field -> field.dataType() instanceof StringType)
                    .filter(field -> keys.stream().anyMatch(field.name()::equalsIgnoreCase))
                    .map(field -> column(field.name()).endsWith(" "))
                    .reduce(Column::or)
                    .orElse(lit(false))),
            lit(false)));
    all.add(coalesce(sum(total(textBytes)), lit(0L)));
    int firstLength = 1 + all.size();
    all.addAll(lengths.values());
    int firstFit = 1 + all.size();
    for (Fit fit : fits) {
      all.add(count_if(fit.test()));
      DataType type = rows.schema().apply(fit.column()).dataType();
      all.add(max(when(fit.test(), shown(type, column(fit.column())))));
    }
    Row row = rows.agg(count(lit(1)), all.toArray(Column[]::new)).head();
    long withKey = row.getLong(0) - row.getLong(1);
    long different =
        keys.isEmpty() ? row.getLong(0) : unique ? withKey : distinct(rows, keyColumns);
    return new GoldFigures(
        row.getLong(0),
        row.getLong(4) + row.getLong(0) * otherBytes,
        row.getLong(1),
        different,
        row.getBoolean(3) ? trimmed(rows, keyColumns) : different,
        new Totals(row.getLong(0), row.getLong(2), 0),
        values(row, firstLength, lengths),
        misfits(row, firstFit, fits),
        keys.isEmpty() || different == withKey ? Optional.empty() : shared(rows, keyColumns));
  }

  /** What {@link MySqlText#totals} must give. */
  static Totals totals(Dataset<Row> rows, Hashed hashed) {
    Row row =
        rows.agg(
                count(lit(1)),
                hash(rows.schema(), hashed.key(), GoldFigures::column),
                hash(rows.schema(), hashed.row(), GoldFigures::column))
            .head();
    return new Totals(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  /** The type that the user chose for a column. */
  static Optional<String> chosen(Map<String, String> types, String column) {
    return types.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(column))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  // A balanced tree: Spark's analyzer gives up on a sum that is a hundred levels deep.
  private static Column total(List<Column> columns) {
    if (columns.size() <= 1) {
      return columns.isEmpty() ? lit(0L) : columns.get(0).cast("bigint");
    }
    int half = columns.size() / 2;
    return total(columns.subList(0, half)).plus(total(columns.subList(half, columns.size())));
  }

  private static Column column(String name) {
    return col(LakeLocation.quoted(name));
  }

  // By itself: beside other aggregates Spark would keep all of them once for each key.
  private static long distinct(Dataset<Row> rows, List<Column> keys) {
    return rows.select(keys.toArray(Column[]::new)).na().drop().distinct().count();
  }

  private static long trimmed(Dataset<Row> rows, List<Column> keys) {
    Column[] trimmed = keys.stream().map(key -> rtrim(key.cast("string"))).toArray(Column[]::new);
    return rows.select(trimmed).na().drop().distinct().count();
  }

  private static Optional<String> shared(Dataset<Row> rows, List<Column> keys) {
    Column[] texts = keys.stream().map(key -> key.cast("string")).toArray(Column[]::new);
    return rows
        .select(texts)
        .na()
        .drop()
        .groupBy(functions.concat_ws(", ", texts).as("key"))
        .count()
        .orderBy(col("count").desc(), col("key"))
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .map(row -> "'" + shortened(row.getString(0)) + "' (" + row.getLong(1) + " rows)");
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

  private static List<Misfit> misfits(Row row, int from, List<Fit> fits) {
    List<Misfit> misfits = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      if (row.getLong(from + 2 * i) > 0) {
        misfits.add(
            new Misfit(
                fits.get(i).column(),
                fits.get(i).why(),
                row.getLong(from + 2 * i),
                row.getString(from + 2 * i + 1)));
      }
    }
    return misfits;
  }

  /** A value in a message: its beginning, and its length when that is all that fits. */
  private static Column shown(DataType type, Column value) {
    Column text = type instanceof BinaryType ? functions.hex(value) : text(type, value);
    Column length =
        functions.concat(lit(" … ("), length(value.cast("string")), lit(" characters)"));
    return functions.concat(
        functions.substring(text, 1, 40), when(length(text).gt(40), length).otherwise(lit("")));
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + " …" : text;
  }

  /** Whether both sides write values of the type in the same way. */
  static boolean hashable(DataType type) {
    return !(type instanceof DoubleType || type instanceof FloatType || type instanceof BinaryType);
  }

  /** The sum of the CRC-32 of each row's text, as {@link MySqlText#totals} has it. */
  static Column hash(StructType schema, List<String> columns, Function<String, Column> value) {
    return coalesce(sum(crc(schema, columns, value)), lit(0L));
  }

  /** The CRC-32 of a row's text. */
  static Column crc(StructType schema, List<String> columns, Function<String, Column> value) {
    Column[] parts =
        columns.stream()
            .map(name -> coalesce(text(schema.apply(name).dataType(), value.apply(name)), lit("~")))
            .toArray(Column[]::new);
    return crc32((parts.length == 0 ? lit("") : concat_ws("|", parts)).cast("binary"));
  }

  /** A value as the text that MySQL has for it. */
  static Column text(DataType type, Column value) {
    if (type instanceof BooleanType) {
      return value.cast("int").cast("string");
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return date_format(value, "yyyy-MM-dd HH:mm:ss.SSSSSS");
    }
    return value.cast("string");
  }
}
