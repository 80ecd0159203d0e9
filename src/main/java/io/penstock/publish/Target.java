package io.penstock.publish;

import io.penstock.ops.Counts;
import io.penstock.ops.Finding;
import io.penstock.ops.ProgressListener;
import io.penstock.plan.Published;
import java.util.List;
import java.util.Optional;

/** A server that tables are published to. Every table there is one whole version at any moment. */
public interface Target extends AutoCloseable {

  /**
   * What the target holds of a table, by its own word.
   *
   * @throws io.penstock.spec.PenstockException if it cannot be reached or refuses
   */
  Optional<Published> published(String table);

  /** Publishes the whole table, at one instant, or leaves it as it was. */
  Delivered refresh(Publication publication, GoldTable gold, ProgressListener progress);

  /**
   * Brings the table from the version that it has to the publication's: by what has changed where
   * that is possible, else as a whole. Of a version that is there already, it completes the record.
   */
  Delivered update(Publication publication, GoldTable gold, ProgressListener progress);

  /** What {@link #refresh} would do right now; nothing is changed. */
  Preview previewRefresh(Publication publication, GoldTable gold);

  /** What {@link #update} would do right now; nothing is changed. */
  Preview previewUpdate(Publication publication, GoldTable gold);

  /**
   * Whether it can be published to; what it makes for that it removes.
   *
   * @param subject what findings call it
   */
  List<Finding> examine(String subject);

  /**
   * What it answers to a statement that only reads.
   *
   * @param limit the most rows
   * @throws io.penstock.spec.PenstockException if the statement would write, or is none here
   */
  Answer ask(String sql, int limit);

  /** The files of a table that are current there; empty where there are none. */
  default Optional<Exported> exported(String table) {
    return Optional.empty();
  }

  /**
   * A publication that has been made.
   *
   * @param detail what was done, for people
   */
  record Delivered(Counts counts, String detail) {}

  @Override
  void close();
}
