package io.penstock.sql;

import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedWindowExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Whether the rows of a SELECT can be computed one by one, so that new input needs no old input.
 */
public enum RowWise {
  /** Each row of the input gives at most one row. */
  PICKS,
  /** Each row of the input gives any number of rows. */
  MULTIPLIES,
  /** Rows depend on other rows: it aggregates, joins, ranks, sorts or limits. */
  NO;

  private static final List<Class<?>> ONE_BY_ONE =
      List.of(
          Project.class,
          Filter.class,
          SubqueryAlias.class,
          UnresolvedRelation.class,
          WithCTE.class,
          CTERelationDef.class,
          CTERelationRef.class,
          Generate.class);

  static RowWise of(LogicalPlan plan) {
    boolean oneByOne =
        !any(plan, RowWise::mixesRows)
            && count(plan, UnresolvedRelation.class) == 1
            && count(plan, CTERelationRef.class) <= count(plan, CTERelationDef.class);
    if (!oneByOne) {
      return NO;
    }
    boolean generates =
        count(plan, Generate.class) > 0 || any(plan, node -> uses(node, "generator_funcs"));
    return generates ? MULTIPLIES : PICKS;
  }

  private static boolean any(LogicalPlan plan, Predicate<LogicalPlan> test) {
    return test.test(plan)
        || CollectionConverters.asJava(plan.children()).stream()
            .anyMatch(child -> any(child, test));
  }

  private static int count(LogicalPlan plan, Class<?> type) {
    return (type.isInstance(plan) ? 1 : 0)
        + CollectionConverters.asJava(plan.children()).stream()
            .mapToInt(child -> count(child, type))
            .sum();
  }

  private static boolean mixesRows(LogicalPlan node) {
    return !ONE_BY_ONE.contains(node.getClass())
        || uses(node, "agg_funcs")
        || uses(node, "window_funcs")
        || CollectionConverters.asJava(node.expressions()).stream()
            .anyMatch(RowWise::looksElsewhere);
  }

  private static boolean looksElsewhere(Expression expression) {
    return expression instanceof SubqueryExpression
        || expression instanceof WindowExpression
        || expression instanceof UnresolvedWindowExpression
        || CollectionConverters.asJava(expression.children()).stream()
            .anyMatch(RowWise::looksElsewhere);
  }

  private static boolean uses(LogicalPlan node, String group) {
    return CollectionConverters.asJava(node.expressions()).stream()
        .anyMatch(expression -> calls(expression, group));
  }

  private static boolean calls(Expression expression, String group) {
    if (expression instanceof UnresolvedFunction function) {
      String name = function.nameParts().last();
      Option<ExpressionInfo> info =
          FunctionRegistry$.MODULE$.builtin().lookupFunction(new FunctionIdentifier(name));
      if (info.isDefined() && info.get().getGroup().equals(group)) {
        return true;
      }
    }
    return CollectionConverters.asJava(expression.children()).stream()
        .anyMatch(child -> calls(child, group));
  }
}
