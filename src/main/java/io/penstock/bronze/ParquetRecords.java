package io.penstock.bronze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.penstock.format.value.Converters;
import io.penstock.lake.FileOfRow;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepContext;
import io.penstock.plan.TableProgress;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnMissingColumn;
import io.penstock.spec.SourceSpec.OnNewColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** The rows of Parquet files; Spark reads them, and a cast that loses something is a rescue. */
final class ParquetRecords {
  private final SourceSpec source;
  private final StepContext context;
  private final Storage storage;

  ParquetRecords(SourceSpec source, StepContext context) {
    this.source = source;
    this.context = context;
    this.storage = context.lake().storage();
  }

  Records read(List<LandedFile> files) {
    Dataset<Row> raw = raw(files);
    List<StructField> there = Arrays.asList(raw.schema().fields());
    if (there.size() > ColumnSpec.MOST) {
      throw BronzeErrors.tooManyColumnsInFiles(source, there.size());
    }
    BronzeColumns columns = columns(there);
    List<StructField> undeclared =
        there.stream().filter(f -> columns.data().stream().noneMatch(c -> named(c, f))).toList();
    List<String> missing =
        columns.data().stream()
            .filter(c -> there.stream().noneMatch(f -> named(c, f)))
            .map(ColumnSpec::name)
            .toList();
    Map<String, String> refused = refused(files, undeclared, missing);
    List<ColumnSpec> added = new ArrayList<>();
    if (source.contract().onNewColumn() == OnNewColumn.ADD && refused.isEmpty()) {
      undeclared.forEach(f -> added.add(spec(f)));
    }
    BronzeColumns all = columns.with(added);
    Dataset<Row> rows =
        refused.isEmpty()
            ? typed(raw, all, undeclared, added)
            : typed(raw.limit(0), columns, List.of(), List.of());
    // Spark's own reader has no end to tell of; the footers of the files say how many they have.
    long count = refused.isEmpty() && !files.isEmpty() ? raw.count() : 0;
    return new Records(
        rows,
        all,
        refused,
        added.stream().map(ColumnSpec::name).toList(),
        files.size(),
        (records, ends) -> new Records.Read(files.size(), count));
  }

  private Dataset<Row> raw(List<LandedFile> files) {
    String[] paths =
        files.stream().map(f -> storage.path(f.path()).forSpark()).toArray(String[]::new);
    if (paths.length == 0) {
      return context.lake().spark().emptyDataFrame();
    }
    try {
      return context.lake().spark().read().option("mergeSchema", "true").parquet(paths);
    } catch (Exception e) {
      throw SparkErrors.sentence("Source '" + source.name() + "'", "be read", e)
          .orElseGet(() -> BronzeErrors.notParquet(source, e));
    }
  }

  private BronzeColumns columns(List<StructField> there) {
    boolean same =
        context.own().filter(own -> context.definition().matches(own.definition())).isPresent();
    Optional<BronzeColumns> pinned =
        same
            ? BronzeColumns.pinned(context.own().map(TableProgress::notes).orElse(Map.of()))
            : Optional.empty();
    return pinned.orElseGet(
        () ->
            source
                .contract()
                .columns()
                .map(BronzeColumns::new)
                .orElseGet(
                    () -> new BronzeColumns(there.stream().map(ParquetRecords::spec).toList())));
  }

  private static ColumnSpec spec(StructField field) {
    String name = field.name().replaceAll("[ ,;{}()\\n\\t=]+", "_");
    Optional<String> from =
        name.equals(field.name()) ? Optional.empty() : Optional.of(field.name());
    return new ColumnSpec(name, field.dataType().sql(), from, Optional.empty());
  }

  private static boolean named(ColumnSpec column, StructField field) {
    return column.fileName().equalsIgnoreCase(field.name());
  }

  private Map<String, String> refused(
      List<LandedFile> files, List<StructField> undeclared, List<String> missing) {
    Map<String, String> refused = new LinkedHashMap<>();
    if (files.isEmpty()) {
      return refused;
    }
    if (!missing.isEmpty() && source.contract().onMissingColumn() == OnMissingColumn.FAIL) {
      refused.put(files.get(0).path(), "it does not have the declared columns " + missing);
    }
    if (!undeclared.isEmpty() && source.contract().onNewColumn() == OnNewColumn.FAIL) {
      List<String> names = undeclared.stream().map(StructField::name).toList();
      refused.put(files.get(0).path(), "it has columns that nobody declared " + names);
    }
    return refused;
  }

  private Dataset<Row> typed(
      Dataset<Row> raw,
      BronzeColumns columns,
      List<StructField> undeclared,
      List<ColumnSpec> added) {
    List<Column> selected = new ArrayList<>();
    List<Column> rescued = new ArrayList<>();
    List<Column> details = new ArrayList<>();
    for (ColumnSpec column : columns.data()) {
      DataType declared = Converters.type(column);
      DataType type = Converters.stored(declared);
      Optional<StructField> field =
          Arrays.stream(raw.schema().fields()).filter(f -> named(column, f)).findFirst();
      if (field.isEmpty()) {
        selected.add(lit(null).cast(type).as(column.name()));
        continue;
      }
      String from = LakeLocation.quoted(field.get().name());
      OptionalInt longest = Converters.longest(declared);
      if (field.get().dataType().sameType(type) && longest.isEmpty()) {
        selected.add(col(from).as(column.name()));
        continue;
      }
      String cast = "try_cast(" + from + " AS " + type.sql() + ")";
      String exact = "try_cast(" + cast + " AS " + field.get().dataType().sql() + ") <=> " + from;
      if (longest.isPresent()) {
        exact = "(" + exact + ") AND coalesce(length(" + cast + "), 0) <= " + longest.getAsInt();
      }
      selected.add(expr("CASE WHEN " + exact + " THEN " + cast + " END").as(column.name()));
      Column wrong = expr("NOT (" + exact + ")");
      rescued.add(when(wrong, entry(field.get())));
      details.add(when(wrong, detail(field.get(), "does not fit " + column.type())));
    }
    if (source.contract().onNewColumn() == OnNewColumn.RESCUE) {
      undeclared.forEach(
          f -> {
            Column there = col(LakeLocation.quoted(f.name())).isNotNull();
            rescued.add(when(there, entry(f)));
            details.add(when(there, detail(f, "is of a column that nobody declared")));
          });
    }
    Column entries = functions.array_compact(functions.array(rescued.toArray(Column[]::new)));
    boolean empty = raw.columns().length == 0;
    selected.add(json(rescued).as(BronzeColumns.RESCUED));
    selected.add(
        (empty ? lit(null).cast("string") : FileOfRow.path(storage.platform()))
            .as(BronzeColumns.SOURCE_FILE));
    selected.add(
        (empty ? lit(null).cast("bigint") : expr("_metadata.row_index + 1"))
            .as(BronzeColumns.LINE));
    selected.add(lit(null).cast("string").as(FileRows.MALFORMED));
    selected.add(lit(null).cast("string").as(FileRows.RAW));
    selected.add(lit(null).cast("string").as(FileRows.BROKEN_FILE));
    selected.add(
        (rescued.isEmpty()
                ? lit(null).cast("string")
                : when(
                    functions.size(entries).gt(0),
                    concat_ws(", ", functions.map_keys(map_from_entries(entries)))))
            .as(FileRows.REJECTED));
    selected.add(lit(null).cast("bigint").as(FileRows.END));
    selected.add(json(details).as(RescueDetails.COLUMN));
    return raw.select(selected.toArray(Column[]::new));
  }

  private static Column json(List<Column> entries) {
    Column there = functions.array_compact(functions.array(entries.toArray(Column[]::new)));
    return entries.isEmpty()
        ? lit(null).cast("string")
        : when(functions.size(there).gt(0), to_json(map_from_entries(there)));
  }

  private static Column detail(StructField field, String reason) {
    Column value = col(LakeLocation.quoted(field.name())).cast("string").as("value");
    return struct(lit(field.name()).as("key"), struct(value, lit(reason).as("reason")).as("value"));
  }

  private static Column entry(StructField field) {
    return struct(
        lit(field.name()).as("key"),
        col(LakeLocation.quoted(field.name())).cast("string").as("value"));
  }
}
