package io.penstock.publish.protocol;

import io.penstock.publish.rows.Dialect;
import io.penstock.publish.rows.SourceProfile;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The table of one publication in a kind of target: what is the target's own in the protocols.
 *
 * @param <E> what the target throws
 */
public interface TargetTable<E extends Exception> {

  /** Rows that are divided into parts while somebody looks at them. */
  interface Prepared extends AutoCloseable {
    /** Waits until they are divided. */
    int parts();

    /** Gives up, if nobody has waited. */
    @Override
    void close();
  }

  Dialect dialect();

  /**
   * Derives the table's columns.
   *
   * @throws io.penstock.spec.RefusedException with everything about the rows that does not fit
   */
  void fit(StructType schema, SourceProfile profile);

  /** Begins to divide all rows of the lake's table. */
  Prepared prepare(Dataset<Row> gold);

  /** Opens a session for a full refresh, which makes what is missing. */
  SwapSession<E> openSwap() throws E;

  /** Opens a session for changes. */
  ChangeSession<E> openChange() throws E;

  /** Opens a session that only looks; empty if there is not even a database. */
  Optional<? extends TargetSession<E>> openLook() throws E;

  /** The statement that makes the table, in short. */
  String creation();
}
