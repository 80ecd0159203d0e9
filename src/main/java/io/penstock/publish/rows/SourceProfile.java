package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.publish.Publication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What must be known of the rows before the first one is sent, computed in one pass unless
 * something is wrong with them.
 *
 * @param rows how many there are
 * @param bytes about how many bytes they take as text
 * @param nullKeys how many have a key that is NULL
 * @param distinctKeys how many different keys there are, among those without NULL
 * @param distinctTrimmedKeys the same when spaces at the end of a text do not count
 * @param totals what the target must hold, without the row hash, which the parts compute while they
 *     are sent
 * @param longest the length of the longest value of a column, as {@link Dialect#measure} has it
 * @param misfits values that the target's type cannot hold
 * @param shared a key that more than one row has, if there is one
 */
public record SourceProfile(
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
  public record Misfit(String column, String why, long count, String example) {}

  /** That of rows as they are sent. */
  public static SourceProfile of(Dataset<Row> rows, Publication publication, Dialect dialect) {
    RowSums.Query query = new RowSums.Query(rows.schema(), publication, dialect);
    Row row = rows.agg(lit(0), query.columns().toArray(Column[]::new)).head();
    return of(rows, query, query.read(row, 1), publication.keysChecked());
  }

  /**
   * @param sums of the rows, as the query gave them
   * @param unique whether it is known that no two rows share a key
   */
  static SourceProfile of(Dataset<Row> rows, RowSums.Query query, RowSums sums, boolean unique) {
    List<Column> keyColumns = query.keys().stream().map(SourceProfile::column).toList();
    long withKey = sums.rows() - sums.nullKeys();
    boolean keyed = !keyColumns.isEmpty();
    long different = !keyed ? sums.rows() : unique ? withKey : distinct(rows, keyColumns);
    return new SourceProfile(
        sums.rows(),
        sums.bytes(),
        sums.nullKeys(),
        different,
        sums.trailingSpaces() ? trimmed(rows, keyColumns) : different,
        new TableChecksum(sums.rows(), sums.keyHash(), 0),
        sums.longest(),
        misfits(rows, query, sums.misfits()),
        !keyed || different == withKey ? Optional.empty() : shared(rows, keyColumns));
  }

  /** Count and hashes of rows, as the target must have them. */
  public static TableChecksum totals(Dataset<Row> rows, ChecksumColumns compared) {
    Row row =
        rows.agg(
                count(lit(1)),
                compared.keySum(rows.schema(), SourceProfile::column),
                compared.rowSum(rows.schema(), SourceProfile::column))
            .head();
    return new TableChecksum(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  // Asked for by themselves, and only where there are some: nearly always there are none.
  private static List<Misfit> misfits(Dataset<Row> rows, RowSums.Query query, List<Long> counts) {
    List<ColumnConstraint> fits = query.fits();
    List<Integer> failed =
        IntStream.range(0, fits.size()).filter(i -> counts.get(i) > 0).boxed().toList();
    if (failed.isEmpty()) {
      return List.of();
    }
    Column[] examples =
        failed.stream()
            .map(fits::get)
            .map(fit -> max(when(fit.test(), shown(rows.schema(), query.dialect(), fit.column()))))
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
  private static Column shown(StructType schema, Dialect dialect, String column) {
    DataType type = schema.apply(column).dataType();
    Column value = column(column);
    Column text = type instanceof BinaryType ? functions.hex(value) : dialect.textOf(type, value);
    Column length = concat(lit(" … ("), length(value.cast("string")), lit(" characters)"));
    return concat(
        functions.substring(text, 1, 40), when(length(text).gt(40), length).otherwise(lit("")));
  }

  /** The type that the user chose for a column. */
  public static Optional<String> chosen(Map<String, String> types, String column) {
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
}
