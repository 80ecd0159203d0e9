package io.penstock.sql;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import scala.jdk.javaapi.CollectionConverters;

/** Whether the same rows come when a result is computed another time. */
public final class Repeatable {
  private Repeatable() {}

  /**
   * Whether nothing in it is left to chance or asks the clock, and each row looks at itself only;
   * what it reads has to stay.
   */
  public static boolean isOfEachRow(Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    return is(plan) && !looksAround(plan);
  }

  private static boolean looksAround(LogicalPlan node) {
    return node instanceof Window
        || CollectionConverters.asJava(node.expressions()).stream().anyMatch(Repeatable::asks)
        || CollectionConverters.asJava(node.children()).stream().anyMatch(Repeatable::looksAround);
  }

  private static boolean asks(Expression expression) {
    return expression instanceof SubqueryExpression
        || CollectionConverters.asJava(expression.children()).stream().anyMatch(Repeatable::asks);
  }

  private static boolean is(LogicalPlan node) {
    return CollectionConverters.asJava(node.expressions()).stream().allMatch(Repeatable::is)
        && CollectionConverters.asJava(node.children()).stream().allMatch(Repeatable::is);
  }

  static boolean is(Expression expression) {
    return expression.deterministic() && !asksTheClock(expression);
  }

  private static boolean asksTheClock(Expression expression) {
    String name = expression.getClass().getSimpleName();
    return name.startsWith("Current")
        || name.startsWith("Now")
        || name.startsWith("LocalTimestamp")
        || CollectionConverters.asJava(expression.children()).stream()
            .anyMatch(Repeatable::asksTheClock);
  }
}
