package io.penstock.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.types.StringType;
import scala.jdk.javaapi.CollectionConverters;

/** Whether rows may as well be computed a second time, wherever they are needed again. */
public final class Repeatable {
  private static final List<Class<?>> ONE_BY_ONE =
      List.of(Project.class, Filter.class, SubqueryAlias.class, View.class, Generate.class);

  private static final Set<String> SPECIAL_TIMES =
      Set.of("epoch", "now", "today", "tomorrow", "yesterday");

  private Repeatable() {}

  /**
   * Whether each row comes of one row of what it reads, and always the same: nothing in it is left
   * to chance or asks the clock.
   */
  public static boolean isOfEachRow(Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    return is(plan) && looksNowhereElse(plan);
  }

  private static boolean looksNowhereElse(LogicalPlan node) {
    List<LogicalPlan> children = CollectionConverters.asJava(node.children());
    return (children.isEmpty() || ONE_BY_ONE.contains(node.getClass()))
        && CollectionConverters.asJava(node.expressions()).stream().noneMatch(Repeatable::asks)
        && children.stream().allMatch(Repeatable::looksNowhereElse);
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
    return expression.deterministic() && !asksTheClock(expression) && !isOfUsers(expression);
  }

  /** Functions from outside may give what they like, whatever they say of themselves. */
  private static boolean isOfUsers(Expression expression) {
    return expression instanceof UserDefinedExpression
        || CollectionConverters.asJava(expression.children()).stream()
            .anyMatch(Repeatable::isOfUsers);
  }

  /** A text that is a time of its own when it becomes one, whoever makes it that. */
  private static boolean isSpecialTime(Expression expression) {
    return expression instanceof Literal literal
        && literal.dataType() instanceof StringType
        && literal.value() != null
        && SPECIAL_TIMES.contains(literal.value().toString().strip().toLowerCase(Locale.ROOT));
  }

  private static boolean asksTheClock(Expression expression) {
    String name = expression.getClass().getSimpleName();
    return name.startsWith("Current")
        || name.startsWith("Now")
        || name.startsWith("LocalTimestamp")
        || isSpecialTime(expression)
        || CollectionConverters.asJava(expression.children()).stream()
            .anyMatch(Repeatable::asksTheClock);
  }
}
