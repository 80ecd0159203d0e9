package io.penstock.run;

import io.penstock.plan.Observed;
import io.penstock.plan.TableProgress;
import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the tables while a run goes on: as observed, and anew after each step. */
final class KnownTables {
  private final Observer observer;
  private final Map<TableName, TableProgress> known = new ConcurrentHashMap<>();

  KnownTables(Observer observer, Observed observed) {
    this.observer = observer;
    known.putAll(observed.tables());
  }

  Optional<TableProgress> of(TableName table) {
    return Optional.ofNullable(known.get(table));
  }

  void lookAgain(TableName table) {
    observer.table(table).ifPresent(progress -> known.put(table, progress));
  }
}
