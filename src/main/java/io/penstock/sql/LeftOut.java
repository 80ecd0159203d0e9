package io.penstock.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows that a SELECT leaves out, counted where it does: for every WHERE the rows for which it
 * is not true. For a SELECT that picks from one table ({@link RowWise#PICKS}).
 */
public final class LeftOut {
  private final SparkSession spark;
  private final LogicalPlan plan;
  private final LogicalPlan input;

  /**
   * @param selected what the SELECT gives
   * @param input the rows that it picks from
   */
  public LeftOut(Dataset<Row> selected, Dataset<Row> input) {
    this.spark = selected.sparkSession();
    this.plan = analyzed(selected);
    this.input = analyzed(input);
  }

  private static LogicalPlan analyzed(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
  }

  /**
   * How many they are; empty if they cannot be counted apart from the SELECT, because the next
   * answer of a WHERE may be another one.
   */
  public OptionalLong count() {
    List<Filter> filters = new ArrayList<>();
    collect(plan, filters);
    long all = 0;
    for (Filter filter : filters) {
      if (!Repeatable.is(filter.condition())) {
        return OptionalLong.empty();
      }
      all += SqlPlans.dataset(spark, complement(filter)).count();
    }
    return OptionalLong.of(all);
  }

  // What the input itself is made of is not the SELECT's.
  private void collect(LogicalPlan node, List<Filter> found) {
    if (node.fastEquals(input)) {
      return;
    }
    if (node instanceof Filter filter) {
      found.add(filter);
    }
    CollectionConverters.asJava(node.children()).forEach(child -> collect(child, found));
  }

  private LogicalPlan complement(Filter filter) {
    Expression certain =
        new Coalesce(
            CollectionConverters.asScala(
                    List.<Expression>of(
                        filter.condition(), Literal$.MODULE$.apply((Object) Boolean.FALSE)))
                .toSeq());
    LogicalPlan left = new Filter(new Not(certain), filter.child());
    return withs(plan).map(with -> (LogicalPlan) new WithCTE(left, with.cteDefs())).orElse(left);
  }

  private static Optional<WithCTE> withs(LogicalPlan node) {
    return node instanceof WithCTE with ? Optional.of(with) : Optional.empty();
  }
}
