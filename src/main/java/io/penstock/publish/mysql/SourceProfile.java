package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What must be known of the rows before the first one is sent, computed in one pass unless
 * something is wrong with them.
 *
 * @param rows how many there are
 * @param bytes about how many bytes they take as text
 * @param nullKeys how many have a key that is NULL
 * @param distinctKeys how many different keys there are, among those without NULL
 * @param distinctTrimmedKeys the same when spaces at the end of a text do not count
 * @param totals what {@link MySqlText#totals} must give in the target, without the row hash, which
 *     the parts compute while they are sent
 * @param longest the characters (bytes, for binary) of the longest value of a column; for one that
 *     fits into the narrowest type, bytes
 * @param misfits values that the target's type cannot hold
 * @param shared a key that more than one row has, if there is one
 */
record SourceProfile(
    long rows,
    long bytes,
    long nullKeys,
    long distinctKeys,
    long distinctTrimmedKeys,
    TableChecksum totals,
    Map<String, Long> longest,
    List<Misfit> misfits,
    Optional<String> shared) {

  /** Values of a column that do not fit, with one of them. */
  record Misfit(String column, String why, long count, String example) {}

  /**
   * @param keys the columns of the key that are there
   * @param unique whether it is known that no two rows share a key
   */
  static SourceProfile of(
      Dataset<Row> rows,
      List<String> keys,
      boolean unique,
      ChecksumColumns hashed,
      Map<String, String> types) {
    RowSums.Query query = new RowSums.Query(rows.schema(), keys, hashed, types);
    Row row = rows.agg(lit(0), query.columns().toArray(Column[]::new)).head();
    return of(rows, keys, unique, query, query.read(row, 1));
  }

  /**
   * @param sums of the rows, as the query gave them
   */
  static SourceProfile of(
      Dataset<Row> rows, List<String> keys, boolean unique, RowSums.Query query, RowSums sums) {
    List<Column> keyColumns = keys.stream().map(SourceProfile::column).toList();
    long withKey = sums.rows() - sums.nullKeys();
    long different = keys.isEmpty() ? sums.rows() : unique ? withKey : distinct(rows, keyColumns);
    return new SourceProfile(
        sums.rows(),
        sums.bytes(),
        sums.nullKeys(),
        different,
        sums.trailingSpaces() ? trimmed(rows, keyColumns) : different,
        new TableChecksum(sums.rows(), sums.keyHash(), 0),
        sums.longest(),
        misfits(rows, query.fits(), sums.misfits()),
        keys.isEmpty() || different == withKey ? Optional.empty() : shared(rows, keyColumns));
  }

  /** What {@link MySqlText#totals} must give. */
  static TableChecksum totals(Dataset<Row> rows, ChecksumColumns hashed) {
    Row row =
        rows.agg(
                count(lit(1)),
                hash(rows.schema(), hashed.key(), SourceProfile::column),
                hash(rows.schema(), hashed.row(), SourceProfile::column))
            .head();
    return new TableChecksum(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  // Asked for by themselves, and only where there are some: nearly always there are none.
  private static List<Misfit> misfits(
      Dataset<Row> rows, List<ColumnConstraint> fits, List<Long> counts) {
    List<Integer> failed =
        IntStream.range(0, fits.size()).filter(i -> counts.get(i) > 0).boxed().toList();
    if (failed.isEmpty()) {
      return List.of();
    }
    Column[] examples =
        failed.stream()
            .map(fits::get)
            .map(fit -> max(when(fit.test(), shown(rows.schema(), fit.column()))))
            .toArray(Column[]::new);
    Row row = rows.agg(lit(0), examples).head();
    return IntStream.range(0, failed.size())
        .mapToObj(
            i -> {
              ColumnConstraint fit = fits.get(failed.get(i));
              return new Misfit(
                  fit.column(), fit.why(), counts.get(failed.get(i)), row.getString(i + 1));
            })
        .toList();
  }

  /** A value in a message: its beginning, and its length when that is all that fits. */
  private static Column shown(StructType schema, String column) {
    DataType type = schema.apply(column).dataType();
    Column value = column(column);
    Column text = type instanceof BinaryType ? functions.hex(value) : text(type, value);
    Column length = concat(lit(" … ("), length(value.cast("string")), lit(" characters)"));
    return concat(
        functions.substring(text, 1, 40), when(length(text).gt(40), length).otherwise(lit("")));
  }

  /** The type that the user chose for a column. */
  static Optional<String> chosen(Map<String, String> types, String column) {
    return types.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(column))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static Column column(String name) {
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

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + " …" : text;
  }

  /** The sum of the CRC-32 of each row's text, as {@link MySqlText#totals} has it. */
  static Column hash(StructType schema, List<Compared> columns, Function<String, Column> value) {
    return coalesce(sum(crc(schema, columns, value)), lit(0L));
  }

  /** The CRC-32 of a row's text. */
  static Column crc(StructType schema, List<Compared> columns, Function<String, Column> value) {
    Column[] parts =
        columns.stream()
            .map(
                column ->
                    coalesce(
                        column.text(
                            schema.apply(column.name()).dataType(), value.apply(column.name())),
                        lit("~")))
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
