package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.when;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.ColumnConstraint;
import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.SourceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** MySQL and MariaDB. */
enum MySqlDialect implements Dialect {
  MYSQL;

  /** Changes when the same rows get other hashes. */
  static final int METHOD = 2;

  @Override
  public Dataset<Row> flattened(Dataset<Row> gold) {
    return WireRows.flattened(gold);
  }

  @Override
  public List<ColumnConstraint> constraints(StructField field, Optional<String> chosen) {
    return MySqlConstraints.of(field, chosen);
  }

  @Override
  public ChecksumColumns checksum(StructType schema, Publication publication) {
    return checksum(schema, publication, true);
  }

  /**
   * The same for a table that was just made: of its texts only those of a chosen type may be in
   * another character set than they were sent in.
   */
  static ChecksumColumns checksumOfNew(StructType schema, Publication publication) {
    return checksum(schema, publication, false);
  }

  /** Columns that are all compared as they are sent. */
  static ChecksumColumns sent(List<String> key, List<String> row) {
    return new ChecksumColumns(
        List.copyOf(key.stream().map(Compared::sent).toList()),
        List.copyOf(row.stream().map(Compared::sent).toList()),
        MySqlDialect::crc);
  }

  private static ChecksumColumns checksum(
      StructType schema, Publication publication, boolean anyText) {
    List<Compared> key = new ArrayList<>();
    List<Compared> row = new ArrayList<>();
    for (boolean sent : List.of(true, false)) {
      for (StructField field : schema.fields()) {
        boolean isKey = publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase);
        Compared compared =
            Compared.of(
                field.name(),
                field.dataType(),
                SourceProfile.chosen(publication.types(), field.name()),
                isKey,
                anyText);
        if (compared.isSent() == sent) {
          row.add(compared);
          if (isKey) {
            key.add(compared);
          }
        }
      }
    }
    return new ChecksumColumns(
        List.copyOf(publication.keys().isEmpty() ? row : key), List.copyOf(row), MySqlDialect::crc);
  }

  // MySqlText has the same in SQL.
  private static Column crc(List<Column> texts) {
    Column[] parts = texts.stream().map(text -> coalesce(text, lit("~"))).toArray(Column[]::new);
    return crc32((parts.length == 0 ? lit("") : concat_ws("|", parts)).cast("binary"));
  }

  // Characters take long to count, and no type is narrower than those few.
  @Override
  public Column measure(Column value) {
    Column bytes = octet_length(value);
    return when(bytes.leq(MySqlTypes.NARROWEST), bytes).otherwise(length(value));
  }

  @Override
  public Column textOf(DataType type, Column value) {
    return text(type, value);
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
