package io.penstock.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.execution.command.ExplainCommand;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Whether a statement is a query and nothing else: what it may consist of is listed here, and all
 * else is not. Looks at what Spark's parser makes of the text, before anything is resolved, because
 * some statements do what they do while they are resolved.
 */
final class QueryShape {
  private static final Set<String> NODES =
      Set.of(
          "Aggregate",
          "AsOfJoin",
          "CTERelationDef",
          "CTERelationRef",
          "Deduplicate",
          "Distinct",
          "Except",
          "Expand",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "LocalRelation",
          "NameParameterizedQuery",
          "Offset",
          "OneRowRelation",
          "PipeOperator",
          "Pivot",
          "Project",
          "Range",
          "RelationTimeTravel",
          "Repartition",
          "RepartitionByExpression",
          "RebalancePartitions",
          "ResolvedHint",
          "ResolvedInlineTable",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Tail",
          "TimeTravelRelation",
          "Transpose",
          "Union",
          "Unpivot",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedWith",
          "Window",
          "WithCTE",
          "WithWindowDefinition");

  /** Statements that show something and change nothing. */
  private static final Set<String> SHOWING =
      Set.of(
          "DescribeColumn",
          "DescribeColumnCommand",
          "DescribeDatabaseCommand",
          "DescribeDeltaDetailCommand",
          "DescribeDeltaHistory",
          "DescribeFunction",
          "DescribeFunctionCommand",
          "DescribeNamespace",
          "DescribeQueryCommand",
          "DescribeRelation",
          "DescribeTableCommand",
          "ShowCatalogsCommand",
          "ShowColumns",
          "ShowColumnsCommand",
          "ShowCreateTable",
          "ShowCurrentNamespace",
          "ShowCurrentNamespaceCommand",
          "ShowFunctions",
          "ShowFunctionsCommand",
          "ShowNamespaces",
          "ShowNamespacesCommand",
          "ShowPartitions",
          "ShowTableExtended",
          "ShowTableProperties",
          "ShowTables",
          "ShowTablesCommand",
          "ShowViews",
          "ShowViewsCommand");

  /** Functions of Spark or of a platform that reach what is not in the query's tables. */
  private static final Set<String> LEAVING =
      Set.of(
          "java_method",
          "reflect",
          "try_reflect",
          "ai_query",
          "http_request",
          "read_files",
          "remote_query",
          "secret",
          "try_secret",
          "table_changes_by_path",
          "python_worker_logs");

  // Of Delta; its name is not in Spark's registry.
  private static final Set<String> KNOWN = Set.of("table_changes");

  private final Predicate<List<String>> tables;
  private final Set<String> allowed;
  private final Set<String> withs = new HashSet<>();

  /**
   * @param tables which names may stand for tables
   * @param allowed functions and parts of queries that pass all the same, in lower case and by the
   *     words in which they would be refused
   */
  QueryShape(Predicate<List<String>> tables, Set<String> allowed) {
    this.tables = tables;
    this.allowed = allowed;
  }

  /** What of a statement is neither a query nor a statement that shows something. */
  Optional<String> foreignInStatement(LogicalPlan plan) {
    if (plan instanceof ExplainCommand explain) {
      return foreign(explain.logicalPlan());
    }
    return SHOWING.contains(plan.getClass().getSimpleName()) ? Optional.empty() : foreign(plan);
  }

  /** What of it is no part of a query; empty if all is. */
  Optional<String> foreign(LogicalPlan plan) {
    String kind = plan.getClass().getSimpleName().replace("$", "");
    // A platform's parser may know a kind of node that Spark's does not.
    if (!NODES.contains(kind) && !allowed.contains(words(kind).toLowerCase(Locale.ROOT))) {
      return Optional.of(words(kind));
    }
    if (plan instanceof UnresolvedWith with) {
      Optional<String> inWith =
          CollectionConverters.asJava(products(with.cteRelations())).stream()
              .peek(each -> withs.add(each.productElement(0).toString().toLowerCase(Locale.ROOT)))
              .map(each -> foreign((LogicalPlan) each.productElement(1)))
              .flatMap(Optional::stream)
              .findFirst();
      if (inWith.isPresent()) {
        return inWith;
      }
    }
    if (plan instanceof UnresolvedTableValuedFunction function) {
      Optional<String> called = called(CollectionConverters.asJava(function.name()));
      if (called.isPresent()) {
        return called;
      }
    }
    if (plan instanceof UnresolvedRelation relation) {
      List<String> parts = SqlPlans.parts(relation);
      boolean known = parts.size() == 1 && withs.contains(parts.get(0)) || tables.test(parts);
      if (!known) {
        return Optional.of("'" + String.join(".", parts) + "', which is none of the tables");
      }
    }
    return CollectionConverters.asJava(plan.expressions()).stream()
        .map(this::foreign)
        .flatMap(Optional::stream)
        .findFirst()
        .or(
            () ->
                CollectionConverters.asJava(plan.children()).stream()
                    .map(this::foreign)
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  // A name and its query, and since Spark 4.1 a third part: as pairs they could not be looked at.
  @SuppressWarnings("unchecked")
  private static scala.collection.Seq<scala.Product> products(Object relations) {
    return (scala.collection.Seq<scala.Product>) relations;
  }

  /** The same of an expression. */
  Optional<String> foreign(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      Optional<String> called = called(CollectionConverters.asJava(function.nameParts()));
      if (called.isPresent()) {
        return called;
      }
    }
    if (expression instanceof UnresolvedGenerator generator) {
      Optional<String> called = called(List.of(generator.name().funcName()));
      if (called.isPresent()) {
        return called;
      }
    }
    if (expression.getClass().getSimpleName().equals("ExpressionWithUnresolvedIdentifier")) {
      return Optional.of("IDENTIFIER(…), which may name anything");
    }
    if (expression instanceof SubqueryExpression subquery) {
      Optional<String> inside = foreign(subquery.plan());
      if (inside.isPresent()) {
        return inside;
      }
    }
    return CollectionConverters.asJava(expression.children()).stream()
        .map(this::foreign)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> called(List<String> parts) {
    String name = String.join(".", parts).toLowerCase(Locale.ROOT);
    if (allowed.contains(name)) {
      return Optional.empty();
    }
    String last = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
    if (LEAVING.contains(last)) {
      return Optional.of("the function '" + name + "', which leaves the engine");
    }
    boolean builtIn = parts.size() == 1 && isBuiltIn(last);
    return builtIn
        ? Optional.empty()
        : Optional.of("the function '" + name + "', which is not one of Spark's own");
  }

  private static boolean isBuiltIn(String name) {
    FunctionIdentifier function = new FunctionIdentifier(name);
    return KNOWN.contains(name)
        || FunctionRegistry$.MODULE$.builtin().functionExists(function)
        || TableFunctionRegistry$.MODULE$.builtin().functionExists(function);
  }

  // As the statement begins: InsertIntoDir is INSERT INTO DIR.
  private static String words(String kind) {
    String name =
        kind.replaceAll("(Statement|Command|Query)$", "")
            .replaceAll("([a-z])([A-Z])", "$1 $2")
            .toUpperCase(Locale.ROOT);
    return switch (name) {
      case "SCRIPT TRANSFORMATION" -> "TRANSFORM … USING, which runs a program";
      case "COMPOUND BODY" -> "a script of several statements";
      case "PLAN WITH UNRESOLVED IDENTIFIER" -> "IDENTIFIER(…), which may name anything";
      case "INSERT INTO DIR" -> "INSERT OVERWRITE DIRECTORY";
      default -> name;
    };
  }
}
