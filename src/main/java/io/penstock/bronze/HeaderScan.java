package io.penstock.bronze;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnNames;
import io.penstock.ops.LandedFile;
import io.penstock.spec.PenstockException;
import io.penstock.sql.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Looks at the header of each file before anything is read. Records that name their columns are not
 * looked at: what they say of them is known when all of them were read once.
 */
final class HeaderScan {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "path STRING, names ARRAY<STRING>, problem STRING, has_records BOOLEAN,"
              + " charset STRING");

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
              byPath.get(row.getString(0)),
              row.getList(1),
              List.of(),
              row.getString(2),
              row.getBoolean(3),
              row.getString(4)));
    }
    return headers;
  }

  /** What breaks once may have been the connection; the file is what is so twice. */
  private static Row look(LandedFile file, FileOpener opener, int expected) {
    Row first = lookOnce(file, opener, expected);
    return first.getString(2).isEmpty() ? first : lookOnce(file, opener, expected);
  }

  private static Row lookOnce(LandedFile file, FileOpener opener, int expected) {
    try (RecordReader reader = opener.open(file, 0)) {
      boolean fromMiddle = opener.isDivisible(file) && reader.place().position() >= 0;
      String charset = fromMiddle ? reader.place().charset() : "";
      if (opener.format().namesColumnsInRecords()) {
        return row(file, List.of(), "", true, charset);
      }
      boolean records = reader.hasNext();
      List<String> names =
          opener.format().namesColumnsByPosition() && records
              ? ColumnNames.byPosition(width(file, opener, expected))
              : reader.header();
      return row(file, names, reader.headerProblem().orElse(""), records, charset);
    } catch (PenstockException e) {
      // What may be gone when it is tried again says nothing about the file.
      if (e.retryable()) {
        throw e;
      }
      return row(file, List.of(), e.getMessage(), false, "");
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

  private static Row row(
      LandedFile file, List<String> names, String problem, boolean records, String charset) {
    return RowFactory.create(file.path(), names.toArray(String[]::new), problem, records, charset);
  }
}
