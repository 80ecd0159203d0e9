package io.penstock.publish;

import io.penstock.ops.Counts;
import io.penstock.ops.Progress;
import io.penstock.plan.Decider;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A server that tables are published to. Every table there is one whole version at any moment. */
public interface Target extends AutoCloseable {

  /**
   * What the target holds of a table, by its own word.
   *
   * @throws io.penstock.spec.PenstockException if it cannot be reached or refuses
   */
  Optional<Decider.Published> published(String table);

  /**
   * Replaces the table by the rows, at one instant, or leaves it as it was.
   *
   * @param rows the rows of the publication's source version
   */
  Counts swap(Publication publication, Dataset<Row> rows, Progress progress);

  /** Closes the books of what is published, after a run that was killed before it could. */
  void settle(Publication publication);

  @Override
  void close();
}
