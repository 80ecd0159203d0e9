package io.penstock.run;

import io.penstock.plan.Observed;
import io.penstock.plan.Plan;
import io.penstock.plan.Planner;
import io.penstock.plan.Selection;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.publish.Preview;
import io.penstock.spec.Problems;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run up to its first step, for whoever shows the plan and whoever carries it out: every secret
 * and every place that is needed is there, lake, targets and sources have been looked at, the
 * models have been analysed, and the plan is made. Nothing has been changed.
 */
public final class PreparedRun {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedRun.class);
  private static final int AT_A_TIME = 4;

  private final RunContext context;
  private final Observed observed;
  private final Plan plan;

  private PreparedRun(RunContext context, Observed observed, Plan plan) {
    this.context = context;
    this.observed = observed;
    this.plan = plan;
  }

  /**
   * Prepares.
   *
   * @param problems what is wrong with the pipeline so far; more may be added
   * @throws io.penstock.spec.SpecException with everything that is wrong
   * @throws io.penstock.spec.OutsideException if the lake does not answer
   */
  public static PreparedRun of(RunContext context, RunRequest request, Problems problems) {
    List<Step> required = Selection.of(context.pipeline(), request.required());
    Requirements.requireSecrets(context, required);
    new StorageReach(context.lake(), context.pipeline()).require(required);
    List<Step> steps = Selection.of(context.pipeline(), request.only());
    Observed observed =
        inThreads(
            threads ->
                inThreads(lookers -> new Observer(context, threads, lookers).observe(steps)));
    LOG.info("the lake, the targets and the sources have been observed");
    new ModelAnalysis(context.lake().forStep().spark(), problems)
        .check(context.pipeline(), observed);
    problems.throwIfAny();
    LOG.info("the models have been analysed");
    Plan plan = new Planner(request.refresh(), observed).plan(steps);
    return new PreparedRun(context, observed, plan);
  }

  public Plan plan() {
    return plan;
  }

  /** What was noted of the tables of the lake that are there. */
  public Map<TableName, TableProgress> tables() {
    return observed.tables();
  }

  /** What a planned publication would do to its target; see {@link PublicationPreview}. */
  public Optional<Preview> preview(Plan.PlannedStep planned) {
    return new PublicationPreview(context).of(planned);
  }

  /** Carries out the plan. */
  public RunResult run(String runId) {
    return inThreads(threads -> new Runner(context, threads).run(runId, plan, observed));
  }

  // A look that hangs must not keep the process from its end.
  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "penstock-run");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T inThreads(Function<ExecutorService, T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, PreparedRun::daemon);
    try {
      return work.apply(threads);
    } finally {
      threads.shutdownNow();
    }
  }
}
