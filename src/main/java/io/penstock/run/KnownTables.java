package io.penstock.run;

import io.penstock.plan.Observed;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.plan.TableProgress;
import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What is known of the tables while a run goes on: as observed, and anew after each step. */
final class KnownTables {
  private final Observer observer;
  private final Map<TableName, TableProgress> known = new ConcurrentHashMap<>();
  private final Set<TableName> troubled;

  KnownTables(Observer observer, Observed observed, ResolvedPipeline pipeline) {
    this.observer = observer;
    this.troubled =
        pipeline.steps().stream()
            .filter(step -> observed.troubles().containsKey(step.name()))
            .flatMap(step -> ResolvedPipeline.table(step).stream())
            .collect(Collectors.toUnmodifiableSet());
    known.putAll(observed.tables());
  }

  /** What is known of a table; of one that could not be used, the reason is thrown again. */
  Optional<TableProgress> of(TableName table) {
    if (troubled.contains(table)) {
      return observer.table(table);
    }
    return Optional.ofNullable(known.get(table));
  }

  void lookAgain(TableName table) {
    observer.table(table).ifPresent(progress -> known.put(table, progress));
  }
}
