package io.penstock.bronze;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
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

  private HeaderScan() {}

  static List<FileHeader> of(
      SparkSession spark, List<ArrayList<LandedFile>> groups, FileOpener opener) {
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
                        dealt.get(group.intValue()).stream().map(f -> look(f, opener)).iterator(),
                Engine.rows(SCHEMA));
    List<FileHeader> headers = new ArrayList<>();
    for (Row row : looked.collectAsList()) {
      headers.add(
          new FileHeader(
              byPath.get(row.getString(0)), row.getList(1), row.getString(2), row.getBoolean(3)));
    }
    return headers;
  }

  private static Row look(LandedFile file, FileOpener opener) {
    Set<String> names = new LinkedHashSet<>();
    try (RecordReader reader = opener.open(file)) {
      names.addAll(reader.header());
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
      List<String> all =
          opener.format().namesColumnsInRecords() ? List.copyOf(names) : reader.header();
      return row(file, all, reader.headerProblem().orElse(""), records);
    } catch (PenstockException e) {
      return row(file, List.copyOf(names), e.getMessage(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(LandedFile file, List<String> names, String problem, boolean records) {
    return RowFactory.create(file.path(), names.toArray(String[]::new), problem, records);
  }
}
