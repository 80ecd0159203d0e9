package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.publish.mysql.GoldFigures.Misfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What one pass over rows counts and sums; those of some rows and of others can be added.
 *
 * @param bytes about how many bytes they take as text
 * @param nullKeys how many have a key that is NULL
 * @param keyHash the sum of the CRC-32 of each row's key
 * @param trailingSpaces whether a key ends with a space
 * @param longest the characters (bytes, for binary) of the longest value of a column
 * @param misfits values that the target's type cannot hold
 */
record RowSums(
    long rows,
    long bytes,
    long nullKeys,
    long keyHash,
    boolean trailingSpaces,
    Map<String, Long> longest,
    List<Misfit> misfits) {
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
        List.copyOf(
            Stream.concat(misfits.stream(), other.misfits.stream())
                .collect(
                    Collectors.toMap(
                        misfit -> misfit.column() + ": " + misfit.why(),
                        misfit -> misfit,
                        Misfit::plus,
                        LinkedHashMap::new))
                .values()));
  }

  /** The columns of an aggregate that gives them. */
  static final class Query {
    private final List<Column> columns = new ArrayList<>();
    private final List<Fit> fits = new ArrayList<>();
    private final List<String> measured = new ArrayList<>();
    private final long otherBytes;

    /**
     * @param keys the columns of the key that are there
     * @param types those that the user chose
     */
    Query(StructType schema, List<String> keys, Hashed hashed, Map<String, String> types) {
      List<Column> lengths = new ArrayList<>();
      List<Column> textBytes = new ArrayList<>();
      long bytes = 0;
      for (StructField field : schema.fields()) {
        Column value = GoldFigures.column(field.name());
        if (field.dataType() instanceof StringType || field.dataType() instanceof BinaryType) {
          measured.add(field.name());
          lengths.add(max(length(value)));
          textBytes.add(coalesce(octet_length(value), lit(0)));
        } else {
          bytes += field.dataType().defaultSize() * 3 / 2;
        }
        fits.addAll(Fit.of(field, GoldFigures.chosen(types, field.name())));
      }
      otherBytes = bytes;
      columns.add(count(lit(1)));
      columns.add(coalesce(sum(total(textBytes)), lit(0L)));
      columns.add(
          count_if(
              keys.stream()
                  .map(key -> GoldFigures.column(key).isNull())
                  .reduce(Column::or)
                  .orElse(lit(false))));
      columns.add(GoldFigures.hash(schema, hashed.key(), GoldFigures::column));
      columns.add(
          coalesce(
              functions.bool_or(
                  Arrays.stream(schema.fields())
                      .filter(field -> field.dataType() instanceof StringType)
                      .filter(field -> keys.stream().anyMatch(field.name()::equalsIgnoreCase))
                      .map(field -> GoldFigures.column(field.name()).endsWith(" "))
                      .reduce(Column::or)
                      .orElse(lit(false))),
              lit(false)));
      columns.addAll(lengths);
      for (Fit fit : fits) {
        columns.add(count_if(fit.test()));
        DataType type = schema.apply(fit.column()).dataType();
        columns.add(max(when(fit.test(), shown(type, GoldFigures.column(fit.column())))));
      }
    }

    List<Column> columns() {
      return columns;
    }

    /** Those of no rows. */
    RowSums none() {
      Map<String, Long> nothing = new LinkedHashMap<>();
      measured.forEach(name -> nothing.put(name, 0L));
      return new RowSums(0, 0, 0, 0, false, nothing, List.of());
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
      List<Misfit> misfits = new ArrayList<>();
      for (Fit fit : fits) {
        if (row.getLong(i) > 0) {
          misfits.add(new Misfit(fit.column(), fit.why(), row.getLong(i), row.getString(i + 1)));
        }
        i += 2;
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

    /** A value in a message: its beginning, and its length when that is all that fits. */
    private static Column shown(DataType type, Column value) {
      Column text =
          type instanceof BinaryType ? functions.hex(value) : GoldFigures.text(type, value);
      Column length =
          functions.concat(lit(" … ("), length(value.cast("string")), lit(" characters)"));
      return functions.concat(
          functions.substring(text, 1, 40), when(length(text).gt(40), length).otherwise(lit("")));
    }
  }
}
