package io.penstock.quality;

import io.penstock.lake.Model;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.StepContext;
import io.penstock.spec.ModelCode;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.PenstockException;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.sql.SqlPlans;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that a model's code gives over the given inputs. */
public final class ModelRows {
  private ModelRows() {}

  /**
   * @param inputs the rows of each table that the model reads
   * @param carried columns of the one input to carry along, see {@link SqlPlans}
   */
  public static Dataset<Row> of(
      ModelSpec model,
      SparkSession spark,
      Map<TableName, Dataset<Row>> inputs,
      Map<String, String> carried) {
    try {
      return model
          .code()
          .accept(
              new ModelCode.Kinds<>() {
                @Override
                public Dataset<Row> sql(ModelCode.Sql code) {
                  return RescueDetails.onlyIfNamed(
                      SqlPlans.selectCarrying(
                          spark, code.text(), lookup(inputs), model.parameters(), carried),
                      code.text());
                }

                @Override
                public Dataset<Row> javaClass(ModelCode.JavaClass code) {
                  Map<String, Dataset<Row>> byName = new LinkedHashMap<>();
                  inputs.forEach((table, rows) -> byName.put(table.toString(), rows));
                  return instance(code).compute(byName, model.parameters());
                }
              });
    } catch (PenstockException e) {
      throw e;
    } catch (Exception e) {
      throw cannot(model, "be computed", e);
    }
  }

  /**
   * The same rows, which a table can hold.
   *
   * @throws SpecException naming each column that it cannot
   */
  public static Dataset<Row> storable(ModelSpec model, Dataset<Row> rows) {
    String problems =
        Arrays.stream(rows.schema().fields())
            .filter(field -> !field.name().startsWith("__"))
            .flatMap(field -> StorableTypes.problem(field, model.keys()).stream())
            .collect(Collectors.joining(" "));
    if (!problems.isEmpty()) {
      throw QualityErrors.notStorable(model, problems);
    }
    return rows;
  }

  /** The failure of a model's code as one sentence that names its file. */
  public static PenstockException cannot(ModelSpec model, String verb, Exception e) {
    String place = "Table '" + model.table() + "' (" + model.code().at() + ")";
    return SparkErrors.sentence(place, verb, e)
        .orElseGet(() -> QualityErrors.cannot(place, verb, e));
  }

  /**
   * A model class, made.
   *
   * @throws SpecException if there is no such class or it is no model
   */
  public static Model instance(ModelCode.JavaClass code) {
    try {
      Class<?> type =
          Class.forName(code.name(), true, Thread.currentThread().getContextClassLoader());
      return (Model) type.getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw QualityErrors.noSuchClass(code, e);
    } catch (ClassCastException | NoSuchMethodException e) {
      throw QualityErrors.noModel(code, e);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw QualityErrors.notMade(code, e);
    }
  }

  /** The inputs of a step at the versions that it must read. */
  public static Map<TableName, Dataset<Row>> pinned(StepContext context) {
    Map<TableName, Dataset<Row>> rows = new LinkedHashMap<>();
    context
        .inputs()
        .forEach((table, at) -> rows.put(table, context.lake().at(table, at.version())));
    return rows;
  }

  private static Function<List<String>, Optional<Dataset<Row>>> lookup(
      Map<TableName, Dataset<Row>> inputs) {
    // Of a name with three levels the first is the environment's catalog, or it was a problem.
    return parts ->
        parts.size() == 2 || parts.size() == 3
            ? Optional.ofNullable(
                inputs.get(new TableName(parts.get(parts.size() - 2), parts.get(parts.size() - 1))))
            : Optional.empty();
  }
}
