package io.penstock.quality;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.penstock.spec.OutsideException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/**
 * Counts the rows of a model where they leave it, while they are computed: what is counted later,
 * where they are kept, may then be compared with it.
 */
public final class RowCounter {
  private static final String ROWS = "rows";
  private static final int SECONDS = 60;

  private final String step;
  private final Observation observation = new Observation(UUID.randomUUID().toString());

  public RowCounter(String step) {
    this.step = step;
  }

  /** The same rows, to be computed once. */
  public Dataset<Row> counting(Dataset<Row> rows) {
    return rows.observe(observation, count(lit(1)).as(ROWS));
  }

  /** How many there were, after they have been computed. */
  public long rows() {
    try {
      Map<String, Object> seen =
          CompletableFuture.supplyAsync(
                  this::observed, task -> new Thread(task, "observation").start())
              .get(SECONDS, TimeUnit.SECONDS);
      return ((Number) seen.get(ROWS)).longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(e);
    } catch (Exception e) {
      throw unknown(e);
    }
  }

  private Map<String, Object> observed() {
    try {
      return observation.getAsJava();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private OutsideException unknown(Exception e) {
    return QualityErrors.notCounted(step, e);
  }
}
