package io.penstock.bronze;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumn;
import io.penstock.format.value.Converters;
import io.penstock.lake.FileOfRow;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.Platform;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnNewColumn;
import io.penstock.sql.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** From the columns of Parquet files of one schema to those of the table. */
final class ParquetSelection {
  /** Why a value was rescued; NULL when none was. */
  static final String REJECTED = "__rejected";

  private final SourceSpec source;
  private final BronzeColumns table;
  private final StructType schema;
  private final ColumnBinding binding;
  private final List<Column> rescued = new ArrayList<>();
  private final List<Column> details = new ArrayList<>();
  private final List<Column> rejected = new ArrayList<>();
  private final List<Column> values;

  ParquetSelection(
      SourceSpec source, BronzeColumns table, ColumnBinding binding, StructType schema) {
    this.source = source;
    this.table = table;
    this.binding = binding;
    this.schema = schema;
    this.values = values();
  }

  /** The columns of {@link #of}. */
  static StructType schema(BronzeColumns columns) {
    return FileRows.schema(columns).add(REJECTED, DataTypes.StringType);
  }

  /** Whether a value may turn out not to fit its type. */
  boolean mayRescue() {
    return !rejected.isEmpty();
  }

  Dataset<Row> of(Dataset<Row> raw, Platform platform) {
    List<Column> all = new ArrayList<>(values);
    all.add(json(rescued).as(BronzeColumns.RESCUED));
    all.add(FileOfRow.path(platform).as(BronzeColumns.SOURCE_FILE));
    all.add(expr("_metadata.row_index + 1").as(BronzeColumns.LINE));
    all.add(json(details).as(RescueDetails.COLUMN));
    all.add(
        (rejected.isEmpty() ? lit(null).cast("string") : coalesce(rejected.toArray(Column[]::new)))
            .as(REJECTED));
    return raw.select(all.toArray(Column[]::new));
  }

  private List<Column> values() {
    Map<String, Column> byName = new HashMap<>();
    for (int i = 0; i < binding.columns().size(); i++) {
      ColumnSpec column = binding.columns().get(i);
      if (binding.source(i) >= 0) {
        byName.put(column.name(), value(column, schema.fields()[binding.source(i)]));
      }
    }
    for (NewColumn column : binding.newColumns()) {
      StructField field = schema.fields()[column.index()];
      if (source.contract().onNewColumn() == OnNewColumn.ADD) {
        table.data().stream()
            .filter(spec -> spec.name().equalsIgnoreCase(column.name()))
            .forEach(spec -> byName.put(spec.name(), value(spec, field)));
      } else {
        Column there = col(LakeLocation.quoted(field.name())).isNotNull();
        rescue(there, field, "is of a column that nobody declared");
      }
    }
    return table.data().stream()
        .map(
            column ->
                byName
                    .getOrDefault(
                        column.name(), lit(null).cast(Converters.stored(Converters.type(column))))
                    .as(column.name()))
        .toList();
  }

  private Column value(ColumnSpec column, StructField field) {
    DataType declared = Converters.type(column);
    DataType type = Converters.stored(declared);
    String from =
        type instanceof BinaryType
            ? LakeLocation.quoted(field.name())
            : ParquetTexts.sound(LakeLocation.quoted(field.name()), field.dataType());
    OptionalInt longest = Converters.longest(declared);
    if (Engine.sameType(field.dataType(), type) && longest.isEmpty()) {
      return expr(from);
    }
    String cast = "try_cast(" + from + " AS " + type.sql() + ")";
    String exact = "try_cast(" + cast + " AS " + field.dataType().sql() + ") <=> " + from;
    if (!Engine.castsBothWays(field.dataType(), type)) {
      cast = "CAST(NULL AS " + type.sql() + ")";
      exact = from + " IS NULL";
    }
    if (longest.isPresent()) {
      exact = "(" + exact + ") AND coalesce(length(" + cast + "), 0) <= " + longest.getAsInt();
    }
    Column wrong = expr("NOT (" + exact + ")");
    String reason = "does not fit " + column.type();
    rescue(wrong, field, reason);
    rejected.add(when(wrong, lit("'" + field.name() + "' " + reason)));
    return expr("CASE WHEN " + exact + " THEN " + cast + " END");
  }

  private void rescue(Column where, StructField field, String reason) {
    Column value =
        expr(ParquetTexts.sound(LakeLocation.quoted(field.name()), field.dataType()))
            .cast("string")
            .as("value");
    Column key = lit(field.name()).as("key");
    rescued.add(when(where, struct(key, value)));
    details.add(when(where, struct(key, struct(value, lit(reason).as("reason")).as("value"))));
  }

  private static Column json(List<Column> entries) {
    Column there = array_compact(array(entries.toArray(Column[]::new)));
    return entries.isEmpty()
        ? lit(null).cast("string")
        : when(size(there).gt(0), to_json(map_from_entries(there)));
  }
}
