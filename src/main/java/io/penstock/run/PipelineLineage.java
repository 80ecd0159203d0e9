package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.plan.Observed;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.PenstockException;
import io.penstock.spec.Problems;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.TableName;
import io.penstock.sql.ColumnLineage;
import io.penstock.sql.ColumnOrigin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the columns of a pipeline's tables to the columns that are made of them, to the targets. */
public final class PipelineLineage {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineLineage.class);
  private static final String ROWS = "*";

  private final ResolvedPipeline pipeline;
  private final Map<TableName, TableProgress> tables;
  private final Map<String, ColumnLineage.Found> models = new LinkedHashMap<>();

  private PipelineLineage(ResolvedPipeline pipeline, Map<TableName, TableProgress> tables) {
    this.pipeline = pipeline;
    this.tables = tables;
  }

  /**
   * Analyses the models of a pipeline over the columns that its sources have now.
   *
   * @param problems what is wrong with it; more may be added
   */
  public static PipelineLineage of(RunContext context, Problems problems) {
    Lake lake = context.lake().forStep();
    ObservedTables observer = new ObservedTables(lake);
    Map<TableName, TableProgress> tables = new TreeMap<>();
    for (TableName table : context.pipeline().tables().keySet()) {
      try {
        observer.of(table).ifPresent(progress -> tables.put(table, progress));
      } catch (PenstockException e) {
        LOG.info("{} is not looked at; a run says why", table, RedactedFailure.of(e));
      }
    }
    ModelAnalysis analysis =
        new ModelAnalysis(lake.spark(), problems, table -> schema(lake, tables, table));
    analysis.check(context.pipeline(), new Observed(tables, Map.of(), Map.of(), Map.of()));
    PipelineLineage lineage = new PipelineLineage(context.pipeline(), tables);
    for (Step.ModelStep step : context.pipeline().models()) {
      Optional.ofNullable(analysis.models().get(step.model().table()))
          .ifPresent(
              rows ->
                  lineage.models.put(
                      step.name(),
                      ColumnLineage.of(
                          rows,
                          step.inputs().stream()
                              .map(TableName::toString)
                              .collect(Collectors.toSet()))));
    }
    return lineage;
  }

  private static Optional<StructType> schema(
      Lake lake, Map<TableName, TableProgress> tables, TableName table) {
    return tables.containsKey(table)
        ? Optional.of(lake.spark().table(lake.location().sql(table)).schema())
        : Optional.empty();
  }

  /** What a step noted of a table when it wrote it last; empty where there is none. */
  public Optional<TableProgress> progress(TableName table) {
    return Optional.ofNullable(tables.get(table));
  }

  /**
   * What is made of a column: columns of tables and of targets, such as {@code gold.a.b} and {@code
   * publish.warehouse.a.b}; {@code rows of gold.a} where it says which rows there are.
   */
  public List<String> downstream(TableName table, String column) {
    Set<String> touched = new LinkedHashSet<>();
    Deque<ColumnOrigin> open = new ArrayDeque<>();
    open.add(new ColumnOrigin(table.toString(), column));
    while (!open.isEmpty()) {
      ColumnOrigin origin = open.remove();
      models.forEach(
          (model, found) -> {
            if (found.rows().stream().anyMatch(each -> isOf(each, origin))) {
              reached(touched, open, model, ROWS);
            }
            found.columns().entrySet().stream()
                .filter(made -> !origin.column().equals(ROWS))
                .filter(made -> made.getValue().stream().anyMatch(each -> isOf(each, origin)))
                .forEach(made -> reached(touched, open, model, made.getKey()));
            boolean reads =
                found.columns().values().stream()
                    .flatMap(Set::stream)
                    .anyMatch(each -> each.table().equals(origin.table()));
            if (origin.column().equals(ROWS) && reads) {
              reached(touched, open, model, ROWS);
            }
          });
      publications(origin, touched);
    }
    return List.copyOf(touched);
  }

  private static boolean isOf(ColumnOrigin each, ColumnOrigin origin) {
    return each.table().equals(origin.table()) && each.column().equalsIgnoreCase(origin.column());
  }

  private static void reached(
      Set<String> touched, Deque<ColumnOrigin> open, String model, String column) {
    if (touched.add(text(model, column))) {
      open.add(new ColumnOrigin(model, column));
    }
  }

  private static String text(String what, String column) {
    return column.equals(ROWS) ? "rows of " + what : what + "." + column;
  }

  private void publications(ColumnOrigin origin, Set<String> touched) {
    for (Step step : pipeline.steps()) {
      if (step instanceof Step.Publish publish
          && publish.table().from().toString().equals(origin.table())) {
        touched.add(text(publish.name(), origin.column()));
      }
    }
  }
}
