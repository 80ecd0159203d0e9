package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.plan.Observed;
import io.penstock.plan.Plan;
import io.penstock.spec.RedactedFailure;
import io.penstock.spec.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second record of what was seen of tables before a run, which an ended run, an earlier
 * version of Penstock or the upkeep of the platform may have left without one.
 */
record ProgressBackup(Lake lake, Observed observed) {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressBackup.class);

  void keep(Plan plan) {
    Lake own = lake.forStep();
    for (Plan.PlannedStep planned : plan.steps()) {
      planned
          .step()
          .output()
          .filter(observed.tables()::containsKey)
          .ifPresent(
              table -> {
                keep(own, table, observed.tables().get(table).version());
                keep(own, table.quarantine(), 0);
              });
    }
  }

  private static void keep(Lake own, TableName table, long version) {
    try {
      own.keepProgress(table, version);
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      LOG.warn("the progress of {} is only in its log for now", table, RedactedFailure.of(e));
    }
  }
}
