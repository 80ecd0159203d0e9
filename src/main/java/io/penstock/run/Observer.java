package io.penstock.run;

import io.penstock.land.LandingSource;
import io.penstock.plan.Observed;
import io.penstock.plan.Published;
import io.penstock.plan.SourceNews;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.RefusedException;
import io.penstock.spec.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the tables, targets and sources of a pipeline, without reading rows. */
final class Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

  private final RunContext context;
  private final ObservedTables tables;
  private final ExecutorService threads;
  private final ExecutorService lookers;

  /**
   * @param lookers threads for sources, which may not answer for long
   */
  Observer(RunContext context, ExecutorService threads, ExecutorService lookers) {
    this.context = context;
    this.tables = new ObservedTables(context.lake());
    this.threads = threads;
    this.lookers = lookers;
  }

  /**
   * Looks at all tables, and at the targets and the sources of these steps, several things at a
   * time. A target that does not answer, a source that cannot be landed, and a table that is not
   * Penstock's, are told and stop nothing else; a lake that does not answer stops everything, and
   * so does a target that refuses.
   *
   * @param steps those that somebody means to run
   */
  Observed observe(List<Step> steps) {
    Map<String, Pending> pending = new TreeMap<>();
    for (Step step : context.pipeline().steps()) {
      pending.put(step.name(), ask(step, steps.contains(step)));
    }
    Map<TableName, TableProgress> seen = new TreeMap<>();
    Map<String, Published> publications = new TreeMap<>();
    Map<String, SourceNews> news = new TreeMap<>();
    Map<String, PenstockException> failures = new TreeMap<>();
    for (Step step : context.pipeline().steps()) {
      Pending asked = pending.get(step.name());
      try {
        joined(asked.table()).ifPresent(state -> seen.put(step.output().orElseThrow(), state));
      } catch (RefusedException e) {
        failures.put(step.name(), e);
      }
      try {
        joined(asked.published()).ifPresent(held -> publications.put(step.name(), held));
      } catch (PenstockException e) {
        // What stays until somebody changes it, such as a wrong password, is said before a run.
        if (!e.retryable()) {
          throw e;
        }
        failures.put(step.name(), e);
      }
      try {
        joined(asked.source()).ifPresent(found -> news.put(step.name(), found));
      } catch (PenstockException e) {
        failures.putIfAbsent(step.name(), e);
      }
    }
    return new Observed(seen, publications, news, failures);
  }

  private record Pending(
      CompletableFuture<Optional<TableProgress>> table,
      CompletableFuture<Optional<Published>> published,
      CompletableFuture<Optional<SourceNews>> source) {}

  private Pending ask(Step step, boolean meant) {
    CompletableFuture<Optional<TableProgress>> table =
        CompletableFuture.supplyAsync(() -> step.output().flatMap(tables::of), threads);
    CompletableFuture<Optional<Published>> published =
        CompletableFuture.supplyAsync(
            () -> meant ? published(context, step) : Optional.empty(), threads);
    CompletableFuture<Optional<SourceNews>> source =
        table
            .handleAsync(
                (own, failure) ->
                    meant && failure == null ? look(step, own) : Optional.<SourceNews>empty(),
                lookers)
            // A source that hangs is its own step's to wait for, not everybody's.
            .completeOnTimeout(Optional.empty(), LONGEST_LOOK.toSeconds(), TimeUnit.SECONDS);
    return new Pending(table, published, source);
  }

  /** What the target of a step holds; empty for steps without one, too. */
  static Optional<Published> published(RunContext context, Step step) {
    return step.accept(
        new Step.SomeKinds<>() {
          @Override
          public Optional<Published> other(Step step) {
            return Optional.empty();
          }

          @Override
          public Optional<Published> publish(Step.Publish step) {
            return context.targets().of(step.target()).published(step.table().table());
          }
        });
  }

  private Optional<SourceNews> look(Step step, Optional<TableProgress> own) {
    return step.accept(
        new Step.SomeKinds<>() {
          @Override
          public Optional<SourceNews> other(Step step) {
            return Optional.empty();
          }

          @Override
          public Optional<SourceNews> land(Step.Land step) {
            return look(step, own);
          }
        });
  }

  private Optional<SourceNews> look(Step.Land step, Optional<TableProgress> own) {
    try {
      return Optional.of(
          new LandingSource(
                  step,
                  context.lake().forStep(),
                  context.secrets(),
                  context.pipeline().spec().folder(),
                  own)
              .look());
    } catch (Throwable e) {
      // Whatever it is, it is the landing's to say when its turn comes.
      if (e instanceof PenstockException known && !known.retryable()) {
        throw known;
      }
      LOG.info("{} cannot be looked at now", step.name(), RedactedFailure.of(e));
      return Optional.empty();
    }
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PenstockException known) {
        throw known;
      }
      throw e;
    }
  }
}
