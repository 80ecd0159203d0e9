package io.penstock.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import scala.jdk.javaapi.CollectionConverters;

/**
 * From the columns of a SELECT to the columns of tables that they are made of, read out of the plan
 * that Spark has analysed.
 */
public final class ColumnLineage {
  private final Set<String> tables;
  private final Map<Long, Set<ColumnOrigin>> origins = new LinkedHashMap<>();
  private final Map<Long, List<Attribute>> commonTables = new LinkedHashMap<>();
  private final Set<ColumnOrigin> rows = new TreeSet<>();

  private ColumnLineage(Set<String> tables) {
    this.tables = tables;
  }

  /**
   * What a SELECT is made of.
   *
   * @param columns of each of its columns, those that its values come from
   * @param rows those that say which rows there are: of conditions, joins, groups and orders
   */
  public record Found(Map<String, Set<ColumnOrigin>> columns, Set<ColumnOrigin> rows) {}

  /**
   * @param tables the names of tables as {@code layer.name}, in lower case; what is below them is
   *     not looked at
   */
  public static Found of(Dataset<Row> select, Set<String> tables) {
    ColumnLineage lineage = new ColumnLineage(tables);
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) select).queryExecution().analyzed();
    lineage.visit(plan);
    Map<String, Set<ColumnOrigin>> columns = new LinkedHashMap<>();
    for (Attribute column : attributes(plan)) {
      columns.put(column.name(), lineage.known(column));
    }
    return new Found(columns, lineage.rows);
  }

  private static List<Attribute> attributes(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.output());
  }

  private Set<ColumnOrigin> known(Attribute column) {
    return origins.getOrDefault(column.exprId().id(), Set.of());
  }

  private void visit(LogicalPlan node) {
    if (node instanceof SubqueryAlias alias && tables.contains(name(alias))) {
      for (Attribute column : attributes(alias)) {
        origins.put(column.exprId().id(), Set.of(new ColumnOrigin(name(alias), column.name())));
      }
      return;
    }
    CollectionConverters.asJava(node.children()).forEach(this::visit);
    if (node instanceof CTERelationDef definition) {
      commonTables.put(definition.id(), attributes(definition.child()));
    } else if (node instanceof CTERelationRef reference) {
      sameColumns(attributes(reference), commonTables.getOrDefault(reference.cteId(), List.of()));
    } else if (node instanceof Union union) {
      CollectionConverters.asJava(union.children())
          .forEach(child -> sameColumns(attributes(union), attributes(child)));
    } else {
      expressions(node);
    }
  }

  private static String name(SubqueryAlias alias) {
    List<String> parts =
        new ArrayList<>(CollectionConverters.asJava(alias.identifier().qualifier()));
    parts.add(alias.identifier().name());
    return String.join(".", parts).toLowerCase(Locale.ROOT);
  }

  private void sameColumns(List<Attribute> columns, List<Attribute> sources) {
    for (int i = 0; i < Math.min(columns.size(), sources.size()); i++) {
      add(columns.get(i), known(sources.get(i)));
    }
  }

  private void add(Attribute column, Set<ColumnOrigin> more) {
    Set<ColumnOrigin> all = new TreeSet<>(known(column));
    all.addAll(more);
    origins.put(column.exprId().id(), all);
  }

  /** New columns are of what computes them; whatever else a node computes says which rows stay. */
  private void expressions(LogicalPlan node) {
    Set<ColumnOrigin> all = new LinkedHashSet<>();
    for (Expression expression : CollectionConverters.asJava(node.expressions())) {
      Set<ColumnOrigin> of = of(expression);
      all.addAll(of);
      if (expression instanceof Alias alias) {
        origins.put(alias.exprId().id(), of);
      } else if (!(expression instanceof Attribute || node instanceof Window)) {
        rows.addAll(of);
      }
    }
    if (node instanceof Aggregate aggregate) {
      CollectionConverters.asJava(aggregate.groupingExpressions())
          .forEach(group -> rows.addAll(of(group)));
    }
    // Of an array that is taken apart, and of other nodes that make columns without a name for
    // each.
    for (Attribute column : attributes(node)) {
      if (!origins.containsKey(column.exprId().id())) {
        origins.put(column.exprId().id(), new TreeSet<>(all));
      }
    }
  }

  private Set<ColumnOrigin> of(Expression expression) {
    Set<ColumnOrigin> found = new TreeSet<>();
    if (expression instanceof Attribute column) {
      found.addAll(known(column));
    }
    if (expression instanceof SubqueryExpression subquery) {
      LogicalPlan plan = (LogicalPlan) subquery.plan();
      visit(plan);
      attributes(plan).forEach(column -> found.addAll(known(column)));
    }
    CollectionConverters.asJava(expression.children()).forEach(child -> found.addAll(of(child)));
    return found;
  }
}
