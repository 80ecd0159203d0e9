package io.penstock.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution$;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractPartialFunction;

/**
 * A SELECT whose tables are replaced by datasets, so that the same text reads exactly the rows that
 * a step has pinned. Works on the plan that Spark's parser makes, before Spark resolves it.
 */
public final class SqlPlans {
  private SqlPlans() {}

  /**
   * The rows of a SELECT.
   *
   * @param tables what a table's name, as written, stands for; empty: Spark resolves it itself
   * @param parameters what {@code :name} stands for, bound as strings
   */
  public static Dataset<Row> select(
      SparkSession spark,
      String sql,
      Function<List<String>, Optional<Dataset<Row>>> tables,
      Map<String, String> parameters) {
    return dataset(spark, bound(replaced(parsed(spark, sql), tables), parameters));
  }

  /**
   * The same, with columns of the one input carried along under new names, where the SELECT only
   * picks, computes and filters; otherwise without them.
   *
   * @param carried from the input's column to its name in the result
   */
  public static Dataset<Row> selectCarrying(
      SparkSession spark,
      String sql,
      Function<List<String>, Optional<Dataset<Row>>> tables,
      Map<String, String> parameters,
      Map<String, String> carried) {
    LogicalPlan plan = parsed(spark, sql);
    if (plan instanceof Project project && picksOnly(project)) {
      Project wider = new Project(widened(project.projectList(), carried), project.child());
      try {
        return dataset(spark, bound(replaced(wider, tables), parameters));
      } catch (Exception e) {
        // The wider SELECT does not resolve, for one because it aggregates; the plain one will say
        // so
        // if anything is really wrong.
        return dataset(spark, bound(replaced(plan, tables), parameters));
      }
    }
    return dataset(spark, bound(replaced(plan, tables), parameters));
  }

  /**
   * Reads a statement without running it.
   *
   * @throws AnalysisException if Spark cannot read it
   */
  public static void parse(SparkSession spark, String sql) throws AnalysisException {
    plan(spark, sql);
  }

  private static LogicalPlan plan(SparkSession spark, String sql) throws ParseException {
    var state = ((org.apache.spark.sql.classic.SparkSession) spark).sessionState();
    // The parser asks the settings of the thread whether it may put variables into the text.
    return SQLConf$.MODULE$.withExistingConf(
        state.conf(), (AbstractFunction0<LogicalPlan>) new Parsing(state.sqlParser(), sql));
  }

  /**
   * The plan of a text as every session of ours reads it: nothing is put into it from the
   * environment of the process.
   */
  static LogicalPlan parseWithoutSession(String sql) throws ParseException {
    return SQLConf$.MODULE$.withExistingConf(plain(), new Parsing(new SparkSqlParser(), sql));
  }

  /** The same of an expression. */
  static Expression parseExpression(String text) throws ParseException {
    return SQLConf$.MODULE$.withExistingConf(
        plain(),
        new AbstractFunction0<Expression>() {
          @Override
          public Expression apply() {
            return new SparkSqlParser().parseExpression(text);
          }
        });
  }

  private static SQLConf plain() {
    SQLConf settings = new SQLConf();
    settings.setConfString("spark.sql.variable.substitute", "false");
    return settings;
  }

  private static final class Parsing extends AbstractFunction0<LogicalPlan> {
    private final ParserInterface parser;
    private final String sql;

    Parsing(ParserInterface parser, String sql) {
      this.parser = parser;
      this.sql = sql;
    }

    @Override
    public LogicalPlan apply() {
      try {
        return parser.parsePlan(sql);
      } catch (ParseException e) {
        throw SqlPlans.<RuntimeException>undeclared(e);
      }
    }
  }

  // As Scala throws it: who calls declares it.
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E undeclared(Throwable e) throws E {
    throw (E) e;
  }

  /**
   * What of a statement does more than read the tables; empty if nothing does.
   *
   * @param tables which names may stand for tables
   * @throws AnalysisException if Spark cannot read it
   */
  public static Optional<String> beyondReading(
      SparkSession spark, String sql, Predicate<List<String>> tables) throws AnalysisException {
    return new QueryShape(tables, Set.of()).foreignInStatement(plan(spark, sql));
  }

  private static LogicalPlan parsed(SparkSession spark, String sql) {
    try {
      return CTESubstitution$.MODULE$.apply(plan(spark, sql));
    } catch (ParseException e) {
      throw SqlErrors.unreadable(e);
    }
  }

  private static boolean picksOnly(Project project) {
    LogicalPlan below = project.child();
    while (below instanceof Filter || below instanceof SubqueryAlias) {
      below = below.children().head();
    }
    return below instanceof UnresolvedRelation;
  }

  private static Seq<NamedExpression> widened(
      Seq<NamedExpression> list, Map<String, String> carried) {
    List<NamedExpression> all = new ArrayList<>(CollectionConverters.asJava(list));
    carried.forEach((column, name) -> all.add(alias(UnresolvedAttribute.quoted(column), name)));
    return CollectionConverters.asScala(all).toSeq();
  }

  private static Alias alias(Expression expression, String name) {
    return new Alias(
        expression,
        name,
        NamedExpression.newExprId(),
        CollectionConverters.asScala(List.<String>of()).toSeq(),
        scala.Option.empty(),
        CollectionConverters.asScala(List.<String>of()).toSeq());
  }

  private static LogicalPlan replaced(
      LogicalPlan plan, Function<List<String>, Optional<Dataset<Row>>> tables) {
    return plan.transformUpWithSubqueries(
        new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
          @Override
          public boolean isDefinedAt(LogicalPlan node) {
            return node instanceof UnresolvedRelation relation
                && tables.apply(parts(relation)).isPresent();
          }

          @Override
          public LogicalPlan apply(LogicalPlan node) {
            UnresolvedRelation relation = (UnresolvedRelation) node;
            Dataset<Row> rows = tables.apply(parts(relation)).orElseThrow();
            return SubqueryAlias$.MODULE$.apply(
                relation.multipartIdentifier(),
                ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed());
          }

          @Override
          public <A1 extends LogicalPlan, B1> B1 applyOrElse(
              A1 node, scala.Function1<A1, B1> otherwise) {
            @SuppressWarnings("unchecked")
            B1 result = isDefinedAt(node) ? (B1) apply((LogicalPlan) node) : otherwise.apply(node);
            return result;
          }
        });
  }

  static List<String> parts(UnresolvedRelation relation) {
    return CollectionConverters.asJava(relation.multipartIdentifier()).stream()
        .map(part -> part.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static LogicalPlan bound(LogicalPlan plan, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return plan;
    }
    List<String> names = new ArrayList<>(parameters.keySet());
    List<Expression> values = new ArrayList<>();
    names.forEach(name -> values.add(Literal$.MODULE$.apply(parameters.get(name))));
    return new NameParameterizedQuery(
        plan,
        CollectionConverters.asScala(names).toSeq(),
        CollectionConverters.asScala(values).toSeq());
  }

  /** The rows of a plan. */
  static Dataset<Row> dataset(SparkSession spark, LogicalPlan plan) {
    return org.apache.spark.sql.classic.Dataset$.MODULE$.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark, plan);
  }
}
