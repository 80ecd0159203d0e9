package io.penstock.publish.files;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.octet_length;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.ColumnConstraint;
import io.penstock.publish.rows.ComparedColumn;
import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.NestedText;
import io.penstock.spec.ExportSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Files: every value has a place in them, as a text or as it is. */
record FilesDialect(ExportSpec export) implements Dialect {

  boolean isCsv() {
    return export.type() == ExportSpec.Type.CSV;
  }

  /** CSV has no nested values; Parquet has them. */
  @Override
  public Dataset<Row> flattened(Dataset<Row> gold) {
    return isCsv() ? NestedText.flattened(gold) : gold;
  }

  @Override
  public List<ColumnConstraint> constraints(StructField field, Optional<String> chosen) {
    return List.of();
  }

  @Override
  public ChecksumColumns checksum(StructType schema, Publication publication) {
    List<ComparedColumn> row = new ArrayList<>();
    for (StructField field : schema.fields()) {
      row.add(new Text(field.name()));
    }
    return new ChecksumColumns(row, row, FilesDialect::digest);
  }

  /** ExportedRecords has the same for a record that was read. */
  private static Column digest(List<Column> texts) {
    Column[] parts = texts.stream().map(text -> coalesce(text, lit("~"))).toArray(Column[]::new);
    return crc32((parts.length == 0 ? lit("") : concat_ws("|", parts)).cast("binary"));
  }

  /** A column as the text that a CSV file has of it. */
  private record Text(String name) implements ComparedColumn {
    @Override
    public boolean isSent() {
      return true;
    }

    @Override
    public Column text(DataType type, Column value) {
      return FilesDialect.text(type, value);
    }

    @Override
    public String sql() {
      throw new IllegalStateException("files have no SQL");
    }
  }

  @Override
  public Column measure(Column value) {
    return octet_length(value);
  }

  @Override
  public Column textOf(DataType type, Column value) {
    return text(type, value);
  }

  /** The text of a value: plain decimals, ISO times, bytes in hexadecimal digits. */
  static Column text(DataType type, Column value) {
    if (type instanceof BinaryType) {
      return lower(hex(value));
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return date_format(value, "yyyy-MM-dd HH:mm:ss.SSSSSS");
    }
    return NestedText.isNested(type) ? NestedText.json(value) : value.cast("string");
  }
}
