package io.penstock.bronze.changes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.LakeLocation;
import io.penstock.spec.SourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of rows that are compared: each has a type that holds what any load had there. */
final class LogSchema {
  private final SourceSpec source;
  private final Map<String, DataType> columns = new LinkedHashMap<>();

  LogSchema(SourceSpec source) {
    this.source = source;
  }

  /** Takes in the columns of some rows. */
  LogSchema with(StructType schema) {
    for (StructField field : schema.fields()) {
      if (LogColumns.data(schema).contains(field.name())) {
        DataType known = columns.getOrDefault(field.name(), field.dataType());
        columns.put(
            field.name(),
            CommonType.of(known, field.dataType())
                .orElseThrow(
                    () ->
                        ChangeErrors.noCommonType(
                            source, field.name(), known.sql(), field.dataType().sql())));
      }
    }
    return this;
  }

  /** The keys of rows, of the types that they have here. */
  Dataset<Row> keys(Dataset<Row> rows, List<String> names) {
    return rows.select(
        names.stream()
            .map(name -> col(LakeLocation.quoted(name)).cast(columns.get(name)).as(name))
            .toArray(Column[]::new));
  }

  DataType type(String name) {
    return columns.get(name);
  }

  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** Whether the rows of a table have these types already, so that others may be added to it. */
  boolean fits(StructType table) {
    for (StructField field : table.fields()) {
      DataType wanted = columns.get(field.name());
      if (wanted != null && !wanted.equals(field.dataType())) {
        return false;
      }
    }
    return true;
  }

  /** The rows with all columns; one that they do not have is NULL. */
  Dataset<Row> of(Dataset<Row> rows) {
    List<String> there = List.of(rows.columns());
    List<Column> selected = new ArrayList<>();
    columns.forEach(
        (name, type) ->
            selected.add(
                (there.contains(name) ? col(LakeLocation.quoted(name)) : lit(null))
                    .cast(type)
                    .as(name)));
    return rows.select(selected.toArray(Column[]::new));
  }
}
