package io.penstock.run;

import io.penstock.plan.Facts;
import io.penstock.plan.Plan;
import io.penstock.plan.SourceNews;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.OutsideException;
import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the tables while a run goes on: as observed, and again after each step. */
final class KnownTables {
  private final RunContext context;
  private final ObservedTables observer;
  private final Map<TableName, TableProgress> known = new ConcurrentHashMap<>();

  KnownTables(RunContext context, Map<TableName, TableProgress> observed) {
    this.context = context;
    this.observer = new ObservedTables(context.lake());
    known.putAll(observed);
  }

  /**
   * What a step is decided by now that its turn has come. What could not be used when the plan was
   * made is asked again.
   *
   * @throws io.penstock.spec.PenstockException if it still cannot be used
   */
  Facts facts(Plan.PlannedStep planned) {
    Step step = planned.step();
    Map<TableName, TableProgress> inputs = new TreeMap<>();
    for (TableName input : step.inputs()) {
      inputs.put(
          input,
          Optional.ofNullable(known.get(input))
              .or(() -> observer.of(input))
              .orElseThrow(() -> missing(step, input)));
    }
    Optional<TableProgress> own =
        planned.failure().isPresent()
            ? step.output().flatMap(observer::of)
            : step.output().map(known::get);
    return new Facts(own, inputs, Observer.published(context, step), SourceNews.UNKNOWN);
  }

  void lookAgain(TableName table) {
    observer.of(table).ifPresent(progress -> known.put(table, progress));
  }

  private static OutsideException missing(Step step, TableName input) {
    return RunErrors.missingInput(step, input);
  }
}
