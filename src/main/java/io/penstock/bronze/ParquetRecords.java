package io.penstock.bronze;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.ColumnNames;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepContext;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SourceSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of Parquet files. Each file is held against the contract by its own end; those of one
 * schema are then read together, by Spark's own reader.
 */
final class ParquetRecords {
  private final SourceSpec source;
  private final StepContext context;
  private final SparkSession spark;

  ParquetRecords(SourceSpec source, StepContext context) {
    this.source = source;
    this.context = context;
    this.spark = context.lake().spark();
  }

  /**
   * @param known of files whose ends do not show it
   */
  Records read(List<LandedFile> files, ParquetDamage.Found known) {
    ParquetFiles looked =
        ParquetFiles.of(spark, context.lake().storage(), files).without(known.damaged());
    List<FileHeader> headers = looked.headers();
    BronzeColumns columns =
        new PartitionColumns(source)
            .with(
                KnownColumns.of(source, context).orElseGet(() -> ofFirst(looked, headers)), files);
    ContractCheck.Result checked = new ContractCheck(source, columns).check(headers);
    RefusedFiles.requireNone(source, checked.refused());
    Dataset<Row> rows =
        spark.createDataFrame(List.of(), ParquetSelection.schema(checked.columns()));
    boolean mayRescue = false;
    Tally tally = new Tally();
    for (List<String> paths : alike(looked, checked, known.unusual())) {
      ColumnBinding binding = checked.bindings().get(paths.get(0));
      StructType schema = looked.schema(paths.get(0));
      ParquetSelection selection = new ParquetSelection(source, checked.columns(), binding, schema);
      rows =
          rows.union(
              selection.of(
                  raw(paths, schema, known.unusual()), context.lake().storage().platform()));
      mayRescue |= selection.mayRescue();
      // Spark's own reader has no end to tell of; the ends of the files say how many they have.
      tally.addGood(paths.stream().mapToLong(looked::rows).sum());
    }
    if (mayRescue) {
      rescued(rows).forEach(tally::addRescued);
    }
    return new Records(
        tally,
        rows.drop(ParquetSelection.REJECTED),
        () -> RefusedFiles.rows(spark, Map.of(), context.runId()),
        checked.columns(),
        checked.refused(),
        checked.added());
  }

  /** The columns of the first file that can be read; later ones may bring more. */
  private static BronzeColumns ofFirst(ParquetFiles looked, List<FileHeader> headers) {
    List<ColumnSpec> columns = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    Optional<FileHeader> first = headers.stream().filter(h -> h.problem().isEmpty()).findFirst();
    for (StructField field :
        first.map(h -> looked.schema(h.file().path())).orElseGet(StructType::new).fields()) {
      String name = ColumnNames.unused(field.name(), columns.size(), taken);
      taken.add(name);
      columns.add(
          new ColumnSpec(
              name, field.dataType().sql(), Optional.of(field.name()), Optional.empty()));
    }
    return new BronzeColumns(columns);
  }

  /** Files of one schema, all of which one reader can read. */
  private static Collection<List<String>> alike(
      ParquetFiles looked, ContractCheck.Result checked, Set<String> unusual) {
    Map<Map.Entry<StructType, Boolean>, List<String>> alike = new LinkedHashMap<>();
    for (String path : checked.bindings().keySet()) {
      alike
          .computeIfAbsent(
              Map.entry(looked.schema(path), unusual.contains(path)), kind -> new ArrayList<>())
          .add(path);
    }
    return alike.values();
  }

  private Dataset<Row> raw(List<String> paths, StructType schema, Set<String> unusual) {
    SparkSession session =
        unusual.contains(paths.get(0)) ? ParquetFiles.careful(spark) : this.spark;
    try {
      return ParquetFiles.read(session, context.lake().storage(), paths, schema);
    } catch (Exception e) {
      throw SparkErrors.sentence("Source '" + source.name() + "'", "be read", e)
          .orElseGet(() -> BronzeErrors.notParquet(source, e));
    }
  }

  /** Why values are rescued, and how often; nothing else of the rows is read. */
  private static List<UsualReason> rescued(Dataset<Row> rows) {
    return rows
        .where(col(ParquetSelection.REJECTED).isNotNull())
        .groupBy(col(ParquetSelection.REJECTED))
        .agg(
            count(lit(1)),
            min(struct(coalesce(col(BronzeColumns.SOURCE_FILE), lit("")), col(BronzeColumns.LINE))))
        .collectAsList()
        .stream()
        .map(
            row ->
                new UsualReason(
                    row.getString(0),
                    row.getLong(1),
                    row.getStruct(2).getString(0),
                    row.getStruct(2).getLong(1),
                    null))
        .toList();
  }
}
