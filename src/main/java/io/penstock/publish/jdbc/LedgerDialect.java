package io.penstock.publish.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What differs between databases in the tables of the ledger. */
public interface LedgerDialect {

  String quoted(String name);

  /** The statements that make the tables where they are missing, as they are now. */
  List<String> tables();

  /** Columns of the publications' table that came later, with the statement that adds each. */
  Map<String, String> laterColumns();

  /** The moment of the statement, in UTC. */
  String now();

  /** Changes when the same rows get other hashes. */
  int hashMethod();

  boolean isMissing(SQLException e);

  /** Whether somebody else has just changed the columns in the same way. */
  boolean isChangedAlready(SQLException e);

  /** Whether {@code SELECT … FOR UPDATE} locks rows; else an update that changes nothing does. */
  boolean locksRows();

  /** Whether the isolation of a transaction can be chosen. */
  boolean choosesIsolation();

  /** Whether two transactions were in each other's way. */
  boolean isConflict(SQLException e);
}
