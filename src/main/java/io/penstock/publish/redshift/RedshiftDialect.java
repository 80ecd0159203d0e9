package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.octet_length;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.ColumnConstraint;
import io.penstock.publish.rows.ComparedColumn;
import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.NestedText;
import io.penstock.publish.rows.SourceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Redshift, for the rows of one table.
 *
 * @param nested the columns whose values are sent as JSON text
 */
record RedshiftDialect(Set<String> nested) implements Dialect {
  /** Changes when the same rows get other hashes. */
  static final int METHOD = 2;

  /** Of rows with this schema. */
  static RedshiftDialect of(StructType schema) {
    return new RedshiftDialect(
        Arrays.stream(schema.fields())
            .filter(field -> NestedText.isNested(field.dataType()))
            .map(StructField::name)
            .collect(Collectors.toSet()));
  }

  @Override
  public Dataset<Row> flattened(Dataset<Row> gold) {
    return NestedText.flattened(gold);
  }

  @Override
  public List<ColumnConstraint> constraints(StructField field, Optional<String> chosen) {
    return new RedshiftConstraints(field, nested.contains(field.name()), chosen).all();
  }

  @Override
  public ChecksumColumns checksum(StructType schema, Publication publication) {
    List<ComparedColumn> key = new ArrayList<>();
    List<ComparedColumn> row = new ArrayList<>();
    for (StructField field : schema.fields()) {
      ComparedColumn compared =
          RedshiftCompared.of(
              field,
              nested.contains(field.name()),
              SourceProfile.chosen(publication.types(), field.name()));
      row.add(compared);
      if (publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase)) {
        key.add(compared);
      }
    }
    return new ChecksumColumns(publication.keys().isEmpty() ? row : key, row, RowDigest::of);
  }

  @Override
  public Column measure(Column value) {
    return octet_length(value);
  }

  @Override
  public Column textOf(DataType type, Column value) {
    return value.cast("string");
  }
}
