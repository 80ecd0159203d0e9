package io.penstock.run;

import io.penstock.bronze.BronzeColumns;
import io.penstock.lake.SparkErrors;
import io.penstock.plan.Observed;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.quality.ModelRows;
import io.penstock.quality.RescueDetails;
import io.penstock.quality.StorableTypes;
import io.penstock.silver.History;
import io.penstock.silver.JudgedAgain;
import io.penstock.spec.Expectation;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.sql.RowWise;
import io.penstock.sql.SqlErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Resolves every column of a pipeline before anything runs, by computing all models over tables
 * that have their columns but no rows. A source that neither declares columns nor was loaded before
 * is unknown, and so is what depends on it.
 */
public final class ModelAnalysis {
  private static final List<String> BOOKKEEPING =
      List.of("_source_file", "_line", "_run_id", "_ingested_at", "_seq", "_extracted_at");

  private static final Pattern NOT_FOR_DELTA = Pattern.compile("[ ,;{}()\\n\\t=]");
  private static final String RULE = "__rule";

  private final SparkSession spark;
  private final Problems problems;
  private final Map<TableName, Dataset<Row>> known = new TreeMap<>();
  private final Map<TableName, Dataset<Row>> models = new TreeMap<>();
  private final Function<TableName, Optional<StructType>> there;

  public ModelAnalysis(SparkSession spark, Problems problems) {
    this(spark, problems, table -> Optional.empty());
  }

  /**
   * @param there the columns of tables that are there, for sources whose columns nothing else says
   */
  ModelAnalysis(
      SparkSession spark, Problems problems, Function<TableName, Optional<StructType>> there) {
    this.there = there;
    this.spark = spark;
    this.problems = problems;
  }

  /** Adds what is wrong to the problems. */
  public void check(ResolvedPipeline pipeline, Observed observed) {
    pipeline.steps().forEach(step -> step.accept(new Checking(observed)).run());
  }

  /** The rows of models that could be analysed; there is none in any. */
  Map<TableName, Dataset<Row>> models() {
    return models;
  }

  /** What is to be checked of each kind of step. */
  private final class Checking implements Step.Kinds<Runnable> {
    private final Observed observed;

    Checking(Observed observed) {
      this.observed = observed;
    }

    @Override
    public Runnable land(Step.Land step) {
      return () -> {};
    }

    @Override
    public Runnable bronze(Step.Bronze step) {
      return () -> source(step.source(), observed);
    }

    @Override
    public Runnable silver(Step.Silver step) {
      return () ->
          analysed(step)
              .ifPresent(
                  rows -> {
                    order(step, rows);
                    again(step);
                    boolean picks = step.rowWise() == RowWise.PICKS;
                    StructType schema = withTimes(step, rows.schema());
                    know(step, picks ? withRescues(step, schema) : schema);
                  });
    }

    @Override
    public Runnable gold(Step.Gold step) {
      return () -> analysed(step).ifPresent(rows -> know(step, rows.schema()));
    }

    @Override
    public Runnable publish(Step.Publish step) {
      return () ->
          Optional.ofNullable(known.get(step.table().from()))
              .ifPresent(rows -> new PublishedColumns(problems).check(step, rows));
    }
  }

  private void source(SourceSpec source, Observed observed) {
    Optional<BronzeColumns> columns =
        source
            .contract()
            .columns()
            .map(BronzeColumns::new)
            .or(
                () ->
                    Optional.ofNullable(observed.tables().get(source.bronze()))
                        .map(TableProgress::notes)
                        .flatMap(BronzeColumns::pinned));
    try {
      columns.ifPresent(BronzeColumns::requireUsablePatterns);
      columns
          .map(BronzeColumns::schema)
          .or(() -> there.apply(source.bronze()))
          .ifPresent(schema -> known.put(source.bronze(), empty(schema)));
    } catch (SpecException e) {
      problems.add(source.at(), e.getMessage());
    }
  }

  private Dataset<Row> empty(StructType schema) {
    return spark.createDataFrame(List.of(), schema);
  }

  /** The rows of a model over its inputs' columns; what is wrong with them has been said. */
  private Optional<Dataset<Row>> analysed(Step.ModelStep step) {
    ModelSpec model = step.model();
    if (!known.keySet().containsAll(step.inputs()) || !model.code().isAnalysable()) {
      return Optional.empty();
    }
    Dataset<Row> rows;
    try {
      rows = ModelRows.of(model, spark, inputs(step), Map.of());
    } catch (Exception e) {
      Throwable inner = e;
      while (inner.getCause() != null && inner.getCause() != inner) {
        inner = inner.getCause();
      }
      if (!saidBefore(inner)) {
        problems.add(at(model, inner), wrong(inner, e));
      }
      return Optional.empty();
    }
    models.put(model.table(), rows);
    columns(model, rows);
    model.expectations().forEach(rule -> rule(model, rule, rows));
    return Optional.of(rows);
  }

  private Map<TableName, Dataset<Row>> inputs(Step.ModelStep step) {
    return step.inputs().stream().collect(Collectors.toMap(i -> i, known::get));
  }

  private void know(Step.ModelStep step, StructType schema) {
    known.put(step.model().table(), empty(schema));
  }

  // A silver table whose rows are rows of bronze says what of them was rescued.
  private StructType withRescues(Step.Silver step, StructType selected) {
    boolean carries =
        !List.of(selected.fieldNames()).contains(RescueDetails.COLUMN)
            && anyInputHas(step, RescueDetails.COLUMN);
    return carries ? selected.add(RescueDetails.COLUMN, DataTypes.StringType) : selected;
  }

  /** A history has columns of its own. */
  private StructType withTimes(Step.Silver step, StructType selected) {
    if (step.model().apply().as() != SilverSpec.Mode.HISTORY) {
      return selected;
    }
    return new History(step.model())
        .schema(selected, step.inputs().stream().map(input -> known.get(input).schema()));
  }

  private boolean anyInputHas(Step.Silver step, String column) {
    return step.inputs().stream()
        .anyMatch(input -> Arrays.asList(known.get(input).columns()).contains(column));
  }

  // Whoever reads the SQL to find the tables in it has reported these, with the nearest name.
  private static boolean saidBefore(Throwable inner) {
    return SqlErrors.isSyntax(inner)
        || inner instanceof AnalysisException analysis
            && "TABLE_OR_VIEW_NOT_FOUND".equals(analysis.getCondition());
  }

  private static String wrong(Throwable inner, Exception e) {
    if (inner instanceof AnalysisException analysis
        && "UNBOUND_SQL_PARAMETER".equals(analysis.getCondition())) {
      String name = analysis.getMessageParameters().getOrDefault("name", "?");
      return "nothing says what :" + name + " stands for. Give it under 'parameters' in the .yml.";
    }
    return SparkErrors.reason(e) + ". Correct the SELECT.";
  }

  private static Origin at(ModelSpec model, Throwable inner) {
    if (inner instanceof AnalysisException analysis && analysis.line().isDefined()) {
      return new Origin(model.code().at().file(), (int) analysis.line().get());
    }
    return model.code().at();
  }

  private void columns(ModelSpec model, Dataset<Row> rows) {
    List<String> columns = Arrays.asList(rows.columns());
    long distinct = columns.stream().map(c -> c.toLowerCase(Locale.ROOT)).distinct().count();
    if (distinct != columns.size()) {
      problems.add(
          model.code().at(),
          "the SELECT gives two columns of one name: " + columns + ". Rename one.");
    }
    for (String key : model.keys()) {
      if (columns.stream().noneMatch(key::equalsIgnoreCase)) {
        problems.add(
            model.at(),
            "the key column '" + key + "' is not in the SELECT. " + Nearest.hint(key, columns));
      }
    }
    for (StructField field : rows.schema().fields()) {
      StorableTypes.problem(field, model.keys())
          .ifPresent(problem -> problems.add(model.code().at(), problem));
    }
    for (String column : columns) {
      if (column.startsWith("__")) {
        problems.add(
            model.code().at(),
            "the column '"
                + column
                + "' begins with two underscores, which are Penstock's own. Rename it.");
      }
      if (column.isEmpty() || NOT_FOR_DELTA.matcher(column).find()) {
        problems.add(
            model.code().at(),
            "the column '"
                + column
                + "' cannot be stored because a table's column has none of ' ,;{}()=', no tab and no"
                + " line break in its name. Give it a name with AS.");
      }
    }
  }

  private void rule(ModelSpec model, Expectation rule, Dataset<Row> rows) {
    String name = "the rule '" + rule.name() + "' of " + model.table();
    try {
      DataType type =
          rows.withColumn(RULE, functions.expr(rule.that())).schema().apply(RULE).dataType();
      if (!(type instanceof BooleanType) && !(type instanceof NullType)) {
        problems.add(
            rule.at(),
            name
                + " must say what is valid and so be true or false. Found: '"
                + rule.that()
                + "', which is "
                + type.sql().toLowerCase(Locale.ROOT)
                + ". Compare it with something.");
      }
    } catch (Exception e) {
      problems.add(
          rule.at(),
          name
              + " cannot be checked: "
              + SparkErrors.reason(e)
              + ". The model has: "
              + String.join(", ", new TreeSet<>(Arrays.asList(rows.columns())))
              + ".");
    }
  }

  private void again(Step.Silver step) {
    SilverSpec model = step.model();
    if (model.apply().as() == SilverSpec.Mode.HISTORY && problems.isEmpty()) {
      new JudgedAgain(model)
          .problem(spark, inputs(step))
          .ifPresent(why -> problems.add(model.at(), model.table() + " " + why));
    }
  }

  private void order(Step.Silver step, Dataset<Row> rows) {
    SilverSpec model = step.model();
    List<String> names = new ArrayList<>(model.apply().orderBy());
    model.apply().validFrom().ifPresent(names::add);
    for (String name : names) {
      boolean there = Arrays.stream(rows.columns()).anyMatch(name::equalsIgnoreCase);
      boolean carried = BOOKKEEPING.contains(name) && anyInputHas(step, name);
      if (!there && !carried) {
        problems.add(
            model.at(),
            (model.apply().orderBy().contains(name) ? "'apply.order_by'" : "'apply.valid_from'")
                + " names '"
                + name
                + "', which the SELECT does not give. "
                + Nearest.hint(name, Arrays.asList(rows.columns())));
      }
    }
  }
}
