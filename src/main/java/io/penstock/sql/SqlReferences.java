package io.penstock.sql;

import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution$;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What Spark's own parser says of a SELECT.
 *
 * @param tables the tables that it names, each as often as it does
 * @param rowWise whether each row of its result comes from one row of one table
 */
public record SqlReferences(List<Reference> tables, RowWise rowWise) {
  public SqlReferences {
    tables = List.copyOf(tables);
  }

  /**
   * A table that a SELECT names.
   *
   * @param parts its name as written, in lower case
   */
  public record Reference(List<String> parts, Origin at) {
    public Reference {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return String.join(".", parts);
    }
  }

  /** How more is allowed. */
  public static final String ALLOW =
      " What is a function may be allowed by its name under 'allow_functions' of the environment file.";

  /**
   * Reads the text; empty, with a problem, when it is not one SELECT over tables.
   *
   * @param functions those that may be called beside Spark's own
   */
  public static Optional<SqlReferences> of(
      ModelCode.Sql sql, Set<String> functions, Problems problems) {
    if (sql.text().replaceAll("--[^\n]*|(?s)/\\*.*?\\*/|;", "").isBlank()) {
      problems.add(sql.at(), "the file holds no SELECT. Write one, or remove the file.");
      return Optional.empty();
    }
    try {
      LogicalPlan plan = SqlPlans.parseWithoutSession(sql.text());
      Optional<String> foreign = new QueryShape(parts -> true, functions).foreign(plan);
      if (foreign.isPresent()) {
        problems.add(
            sql.at(),
            "the file must hold one SELECT. Found: "
                + foreign.get()
                + ". Only queries over tables of the pipeline pass, and Penstock creates and writes the"
                + " table itself."
                + (foreign.get().startsWith("the function") ? ALLOW : ""));
        return Optional.empty();
      }
      LogicalPlan substituted = CTESubstitution$.MODULE$.apply(plan);
      List<Reference> found = new ArrayList<>();
      collect(substituted, sql.at(), found);
      return Optional.of(new SqlReferences(found, RowWise.of(substituted)));
    } catch (ParseException e) {
      problems.add(
          new Origin(sql.at().file(), SqlErrors.line(e)),
          "the SQL cannot be read: " + SqlErrors.text(e) + ".");
      return Optional.empty();
    } catch (Exception e) {
      // Of a script Spark throws an exception of another kind, without declaring it.
      problems.add(sql.at(), "the SQL cannot be read: " + SqlErrors.text(e) + ".");
      return Optional.empty();
    }
  }

  /**
   * What of a rule does more than compute with the columns of a row; empty if nothing does, or if
   * it cannot be read, which others say.
   *
   * @param functions those that may be called beside Spark's own
   */
  public static Optional<String> foreignInRule(String rule, Set<String> functions) {
    try {
      return new QueryShape(parts -> false, functions).foreign(SqlPlans.parseExpression(rule));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static void collect(LogicalPlan plan, Origin at, List<Reference> found) {
    if (plan instanceof RelationTimeTravel past) {
      collect(past.relation(), at, found);
    }
    if (plan instanceof UnresolvedRelation relation) {
      int line = plan.origin().line().isDefined() ? (int) plan.origin().line().get() : 0;
      found.add(new Reference(parts(relation), new Origin(at.file(), line)));
    }
    CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, at, found));
    CollectionConverters.asJava(plan.expressions()).forEach(each -> inExpression(each, at, found));
  }

  private static void inExpression(Expression expression, Origin at, List<Reference> found) {
    if (expression instanceof SubqueryExpression subquery) {
      collect(subquery.plan(), at, found);
    }
    CollectionConverters.asJava(expression.children())
        .forEach(each -> inExpression(each, at, found));
  }

  private static List<String> parts(UnresolvedRelation relation) {
    return CollectionConverters.asJava(relation.multipartIdentifier()).stream()
        .map(part -> part.toLowerCase(Locale.ROOT))
        .toList();
  }
}
