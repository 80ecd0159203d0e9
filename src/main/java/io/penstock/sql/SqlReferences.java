package io.penstock.sql;

import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution$;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.execution.SparkSqlParser;
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

  /** Reads the text; empty, with a problem, when it is not one SELECT. */
  public static Optional<SqlReferences> of(ModelCode.Sql sql, Problems problems) {
    if (sql.text().replaceAll("--[^\n]*|(?s)/\\*.*?\\*/|;", "").isBlank()) {
      problems.add(sql.at(), "the file holds no SELECT. Write one, or remove the file.");
      return Optional.empty();
    }
    try {
      ParserInterface parser = new SparkSqlParser();
      LogicalPlan plan = parser.parsePlan(sql.text());
      LogicalPlan substituted = CTESubstitution$.MODULE$.apply(plan);
      if (isStatement(plan) || isStatement(substituted)) {
        problems.add(
            sql.at(),
            "the file must hold one SELECT. Found: a statement that changes something. Penstock"
                + " creates and writes the table itself.");
        return Optional.empty();
      }
      List<Reference> found = new ArrayList<>();
      collect(substituted, sql.at(), found);
      return Optional.of(new SqlReferences(found, RowWise.of(substituted)));
    } catch (ParseException e) {
      problems.add(
          new Origin(sql.at().file(), SqlErrors.line(e)),
          "the SQL cannot be read: " + SqlErrors.text(e) + ".");
      return Optional.empty();
    } catch (RuntimeException e) {
      problems.add(sql.at(), "the SQL cannot be read: " + SqlErrors.text(e) + ".");
      return Optional.empty();
    }
  }

  private static boolean isStatement(LogicalPlan plan) {
    return plan instanceof Command
        || plan instanceof ParsedStatement
        || CollectionConverters.asJava(plan.children()).stream()
            .anyMatch(SqlReferences::isStatement);
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
