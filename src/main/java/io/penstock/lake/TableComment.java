package io.penstock.lake;

import io.penstock.spec.RedactedFailure;
import io.penstock.spec.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a table says of itself: in its catalog, or in its own log where there is none.
 *
 * @param lake that of a step, because settings of its session are used
 */
public record TableComment(Lake lake, TableName table) {
  private static final Logger LOG = LoggerFactory.getLogger(TableComment.class);

  /** Writes it unless it is there. Nothing else depends on it, so a failure is noted only. */
  public void put(String text) {
    try {
      if (!text.equals(lake.place(table).description().orElse(""))) {
        write(text);
      }
    } catch (RuntimeException e) {
      LOG.warn("the description of {} is not written", table, RedactedFailure.of(e));
    }
  }

  private void write(String text) {
    // No row changes, so whoever reads the table has nothing to do.
    lake.spark().conf().set(DeltaWriter.METADATA, StepCommit.ASIDE);
    try {
      lake.spark()
          .sql(
              "COMMENT ON TABLE "
                  + lake.location().sql(table)
                  + " IS '"
                  + text.replace("\\", "\\\\").replace("'", "\\'")
                  + "'");
    } finally {
      lake.spark().conf().unset(DeltaWriter.METADATA);
    }
  }
}
