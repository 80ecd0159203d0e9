package io.penstock.publish.protocol;

import io.penstock.publish.rows.ChecksumColumns;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What a target does of a publication by changed rows. */
public interface ChangeSession<E extends Exception> extends TargetSession<E> {

  /** A table of a run that holds changed rows before they enter the live one. */
  interface Staging<E extends Exception> {
    /**
     * Divides rows into parts.
     *
     * @param rows the table's columns and {@link io.penstock.publish.rows.NetChanges#OP}
     * @param bytes about how many they are
     * @return how many parts there are
     */
    int divide(Dataset<Row> rows, long count, long bytes) throws E;

    void create() throws E;

    void load(ChecksumColumns compared) throws E;

    /** Removes it, without waiting for anybody. */
    void drop() throws E;
  }

  /** What is done in a transaction. */
  interface Work<T, E extends Exception> {
    T done() throws E, FullRefreshRequired;
  }

  /** Changes the columns of the live table. */
  void alter(List<ColumnChange> changes) throws E;

  Staging<E> staging(String run);

  /** The statements that bring staged rows into the table. */
  MergeStatements<E> statements(String run, StructType schema, ChecksumColumns compared);

  /**
   * Does the work in one transaction, again as a whole where that may help. When nobody answers
   * whether it was committed, the ledger says so.
   *
   * @param run the run that the work brings to its end
   */
  <T> T transact(String run, Work<T, E> work) throws E, FullRefreshRequired;
}
