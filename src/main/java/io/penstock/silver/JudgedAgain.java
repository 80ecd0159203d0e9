package io.penstock.silver;

import io.penstock.quality.ModelRows;
import io.penstock.quality.Rules;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.TableName;
import io.penstock.sql.Repeatable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A history judges rows again, which must come to the same whenever that is. */
public record JudgedAgain(SilverSpec model) {
  private static final String PROBLEM =
      "cannot keep a history because its SELECT, a rule or delete_when asks the clock, chance or a"
          + " function of users, and rows that are looked at again could then be others. Leave that"
          + " to a model that reads the history.";

  /**
   * Why its SELECT, its rules or its deletions may say something else the next time; empty if they
   * may not.
   *
   * @param inputs the tables that it reads; none of their rows is looked at
   */
  public Optional<String> problem(SparkSession spark, Map<TableName, Dataset<Row>> inputs) {
    Map<TableName, Dataset<Row>> none = new TreeMap<>();
    inputs.forEach(
        (table, rows) -> none.put(table, spark.createDataFrame(List.of(), rows.schema())));
    Map<String, String> carried = LineageColumns.from(none.values().iterator().next());
    Dataset<Row> selected = ModelRows.storable(model, ModelRows.of(model, spark, none, carried));
    Deletions deletions = new Deletions(model);
    Rules rules = deletions.of(new Rules(model.table().toString(), model.expectations()));
    boolean same = Repeatable.isOfEachRow(rules.check(deletions.mark(selected)));
    return same ? Optional.empty() : Optional.of(PROBLEM);
  }
}
