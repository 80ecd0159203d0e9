package io.penstock.bronze;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnNames;
import io.penstock.ops.LandedFile;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.PenstockException;
import io.penstock.sql.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Looks at the header of each file, or at the keys of its JSON objects, before anything is loaded.
 */
final class HeaderScan {
  private static final StructType SCHEMA =
      StructType.fromDDL("path STRING, names ARRAY<STRING>, problem STRING, has_records BOOLEAN");

  private static final int RECORDS = 100;

  private HeaderScan() {}

  /**
   * @param expected how many fields a record of a file without a header should have
   */
  static List<FileHeader> of(
      SparkSession spark, List<ArrayList<LandedFile>> groups, FileOpener opener, int expected) {
    Map<String, LandedFile> byPath = new LinkedHashMap<>();
    groups.forEach(group -> group.forEach(file -> byPath.put(file.path(), file)));
    ArrayList<ArrayList<LandedFile>> dealt = new ArrayList<>(groups);
    Dataset<Row> looked =
        spark
            .range(0, groups.size(), 1, groups.size())
            .as(Encoders.LONG())
            .flatMap(
                (FlatMapFunction<Long, Row>)
                    group ->
                        dealt.get(group.intValue()).stream()
                            .map(file -> look(file, opener, expected))
                            .iterator(),
                Engine.rows(SCHEMA));
    List<FileHeader> headers = new ArrayList<>();
    for (Row row : looked.collectAsList()) {
      headers.add(
          new FileHeader(
              byPath.get(row.getString(0)), row.getList(1), row.getString(2), row.getBoolean(3)));
    }
    return headers;
  }

  private static Row look(LandedFile file, FileOpener opener, int expected) {
    Set<String> names = new LinkedHashSet<>();
    try (RecordReader reader = opener.open(file, 0)) {
      boolean records = reader.hasNext();
      if (opener.format().namesColumnsInRecords()) {
        reader.forEachRemaining(
            record -> {
              if (record instanceof RawRecord.Document document
                  && names.size() <= ColumnSpec.MOST) {
                document.object().fieldNames().forEachRemaining(names::add);
              }
            });
      }
      if (opener.format().namesColumnsByPosition() && records) {
        names.addAll(ColumnNames.byPosition(width(file, opener, expected)));
      }
      List<String> all = names.isEmpty() ? reader.header() : List.copyOf(names);
      return row(file, all, reader.headerProblem().orElse(""), records);
    } catch (PenstockException e) {
      // What may be gone when it is tried again says nothing about the file.
      if (e.retryable()) {
        throw e;
      }
      return row(file, List.copyOf(names), e.getMessage(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How many fields the records have: as many as are expected if any of the first ones has so many,
   * for a single record may be damaged; else as many as the first one.
   */
  private static int width(LandedFile file, FileOpener opener, int expected) throws IOException {
    return expected > 0 && firstWidth(file, opener, expected) == expected
        ? expected
        : firstWidth(file, opener, 0);
  }

  /** That of the first of some records that can be read. */
  private static int firstWidth(LandedFile file, FileOpener opener, int expected)
      throws IOException {
    try (RecordReader reader = opener.open(file, expected)) {
      for (int i = 0; i < RECORDS && reader.hasNext(); i++) {
        if (reader.next() instanceof RawRecord.Fields fields) {
          return fields.values().size();
        }
      }
      return 0;
    }
  }

  private static Row row(LandedFile file, List<String> names, String problem, boolean records) {
    return RowFactory.create(file.path(), names.toArray(String[]::new), problem, records);
  }
}
