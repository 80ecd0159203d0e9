package io.penstock.testing;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CollectMetrics;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Makes Spark lose one row: a filter that no step has asked for, put into a plan where a defect of
 * ours, or of Spark's, would lose it. Nothing is lost unless a test says so.
 */
public final class PlantedLoss extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  /** Where the row is lost. */
  public enum Where {
    /** Behind the reader of files, on the way to the table. */
    READ(DataSourceV2Relation.class),
    /** Behind a model that is computed while its rows are written. */
    RECOMPUTED(Project.class),
    /** Behind the model, before its rows are kept and counted. */
    COMPUTED(CollectMetrics.class),
    /** Between the list of a source's files and the table that they are entered into. */
    LISTED(LocalRelation.class),
    /** Between where the rows are kept and the table that they are written to. */
    WRITTEN(InMemoryRelation.class);

    private final Class<? extends LogicalPlan> node;

    Where(Class<? extends LogicalPlan> node) {
      this.node = node;
    }
  }

  private record Loss(Where where, String column, Object value, boolean again) {}

  private static final AtomicReference<Loss> NEXT = new AtomicReference<>();
  private static final AtomicInteger TIMES = new AtomicInteger();
  private static final TreeNodeTag<Object> DONE = new TreeNodeTag<>("planted");

  /**
   * Plans that have such a place and such a column lose the rows with this value: the next one
   * before rows are kept, and every one that writes.
   */
  public static void plant(Where where, String column, Object value) {
    TIMES.set(0);
    NEXT.set(new Loss(where, column, value, where != Where.COMPUTED));
  }

  /** Every plan that has such a place and such a column loses them, however often it is made. */
  public static void plantForGood(Where where, String column, Object value) {
    TIMES.set(0);
    NEXT.set(new Loss(where, column, value, true));
  }

  /** Whether a plan has lost it since; from now on none does. */
  public static boolean happened() {
    NEXT.set(null);
    return TIMES.get() > 0;
  }

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectOptimizerRule(
        new AbstractFunction1<SparkSession, Rule<LogicalPlan>>() {
          @Override
          public Rule<LogicalPlan> apply(SparkSession session) {
            return new Losing();
          }
        });
    return BoxedUnit.UNIT;
  }

  private static final class Losing extends Rule<LogicalPlan> {
    @Override
    public LogicalPlan apply(LogicalPlan plan) {
      Loss loss = NEXT.get();
      if (loss == null || loss.where() != Where.COMPUTED && counts(plan)) {
        return plan;
      }
      return plan.transformDown(
          new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
              return loss.where().node.isInstance(node)
                  && column(node, loss).isPresent()
                  && node.getTagValue(DONE).isEmpty()
                  && NEXT.get() == loss;
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
              if (!loss.again() && !NEXT.compareAndSet(loss, null)) {
                return node;
              }
              TIMES.incrementAndGet();
              node.setTagValue(DONE, true);
              return losing(node, loss);
            }

            @Override
            public <A1 extends LogicalPlan, B1> B1 applyOrElse(
                A1 node, Function1<A1, B1> otherwise) {
              @SuppressWarnings("unchecked")
              B1 result =
                  isDefinedAt(node) ? (B1) apply((LogicalPlan) node) : otherwise.apply(node);
              return result;
            }
          });
    }

    private static boolean counts(LogicalPlan plan) {
      return plan instanceof Aggregate
          || CollectionConverters.asJava(plan.children()).stream().anyMatch(Losing::counts);
    }

    private static LogicalPlan losing(LogicalPlan node, Loss loss) {
      Expression is =
          new EqualNullSafe(column(node, loss).orElseThrow(), Literal$.MODULE$.apply(loss.value()));
      return new Filter(new Not(is), node);
    }

    private static Optional<Attribute> column(LogicalPlan node, Loss loss) {
      return CollectionConverters.asJava(node.output()).stream()
          .filter(attribute -> attribute.name().equals(loss.column()))
          .findFirst();
    }
  }
}
