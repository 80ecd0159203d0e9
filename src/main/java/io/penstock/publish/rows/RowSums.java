package io.penstock.publish.rows;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;

import io.penstock.publish.Publication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What one pass over rows counts and sums; those of some rows and of others can be added.
 *
 * @param bytes about how many bytes they take as text
 * @param nullKeys how many have a key that is NULL
 * @param keyHash the sum of the hashes of each row's key
 * @param trailingSpaces whether a key ends with a space
 * @param longest the length of the longest value of a column, as {@link Dialect#measure} has it
 * @param misfits how many values each of {@link Query#fits} refuses
 */
record RowSums(
    long rows,
    long bytes,
    long nullKeys,
    long keyHash,
    boolean trailingSpaces,
    Map<String, Long> longest,
    List<Long> misfits) {
  RowSums plus(RowSums other) {
    Map<String, Long> longer = new LinkedHashMap<>(longest);
    other.longest.forEach((name, length) -> longer.merge(name, length, Math::max));
    return new RowSums(
        rows + other.rows,
        bytes + other.bytes,
        nullKeys + other.nullKeys,
        keyHash + other.keyHash,
        trailingSpaces || other.trailingSpaces,
        longer,
        IntStream.range(0, misfits.size())
            .mapToObj(i -> misfits.get(i) + other.misfits.get(i))
            .toList());
  }

  /**
   * The columns of an aggregate that gives them: numbers alone, for which Spark generates code. A
   * text among them would take that away, and where there are groups sort the rows first.
   */
  static final class Query {
    private final List<Column> columns = new ArrayList<>();
    private final List<ColumnConstraint> fits = new ArrayList<>();
    private final List<String> measured = new ArrayList<>();
    private final List<String> keys;
    private final Dialect dialect;
    private final ChecksumColumns compared;
    private final long otherBytes;

    Query(StructType schema, Publication publication, Dialect dialect) {
      this.dialect = dialect;
      this.compared = dialect.checksum(schema, publication);
      this.keys =
          publication.keys().stream()
              .filter(key -> Arrays.stream(schema.fieldNames()).anyMatch(key::equalsIgnoreCase))
              .toList();
      List<Column> lengths = new ArrayList<>();
      List<Column> textBytes = new ArrayList<>();
      long bytes = 0;
      for (StructField field : schema.fields()) {
        Column value = SourceProfile.column(field.name());
        if (field.dataType() instanceof StringType || field.dataType() instanceof BinaryType) {
          measured.add(field.name());
          lengths.add(max(dialect.measure(value)));
          textBytes.add(coalesce(octet_length(value), lit(0)));
        } else {
          bytes += field.dataType().defaultSize() * 3 / 2;
        }
        fits.addAll(
            dialect.constraints(field, SourceProfile.chosen(publication.types(), field.name())));
      }
      otherBytes = bytes;
      columns.add(count(lit(1)));
      columns.add(coalesce(sum(total(textBytes)), lit(0L)));
      columns.add(
          count_if(
              keys.stream()
                  .map(key -> SourceProfile.column(key).isNull())
                  .reduce(Column::or)
                  .orElse(lit(false))));
      columns.add(compared.keySum(schema, SourceProfile::column));
      columns.add(
          coalesce(
              functions.bool_or(
                  Arrays.stream(schema.fields())
                      .filter(field -> field.dataType() instanceof StringType)
                      .filter(field -> keys.stream().anyMatch(field.name()::equalsIgnoreCase))
                      .map(field -> SourceProfile.column(field.name()).endsWith(" "))
                      .reduce(Column::or)
                      .orElse(lit(false))),
              lit(false)));
      columns.addAll(lengths);
      for (ColumnConstraint fit : fits) {
        columns.add(count_if(fit.test()));
      }
    }

    List<Column> columns() {
      return columns;
    }

    /** The columns of the key that are there. */
    List<String> keys() {
      return keys;
    }

    Dialect dialect() {
      return dialect;
    }

    /** How the rows are compared with those of the target. */
    ChecksumColumns compared() {
      return compared;
    }

    /** What each column is tested for. */
    List<ColumnConstraint> fits() {
      return fits;
    }

    /** Those of no rows. */
    RowSums none() {
      Map<String, Long> nothing = new LinkedHashMap<>();
      measured.forEach(name -> nothing.put(name, 0L));
      return new RowSums(0, 0, 0, 0, false, nothing, fits.stream().map(fit -> 0L).toList());
    }

    /** Reads them from the aggregate's row, where they begin at a column. */
    RowSums read(Row row, int from) {
      long rows = row.getLong(from);
      Map<String, Long> longest = new LinkedHashMap<>();
      int i = from + 5;
      for (String name : measured) {
        longest.put(name, row.isNullAt(i) ? 0L : row.<Number>getAs(i).longValue());
        i++;
      }
      List<Long> misfits = new ArrayList<>();
      for (int end = i + fits.size(); i < end; i++) {
        misfits.add(row.getLong(i));
      }
      return new RowSums(
          rows,
          row.getLong(from + 1) + rows * otherBytes,
          row.getLong(from + 2),
          row.getLong(from + 3),
          row.getBoolean(from + 4),
          longest,
          misfits);
    }

    // A balanced tree: Spark's analyzer gives up on a sum that is a hundred levels deep.
    private static Column total(List<Column> columns) {
      if (columns.size() <= 1) {
        return columns.isEmpty() ? lit(0L) : columns.get(0).cast("bigint");
      }
      int half = columns.size() / 2;
      return total(columns.subList(0, half)).plus(total(columns.subList(half, columns.size())));
    }
  }
}
