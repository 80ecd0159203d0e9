package io.penstock.publish.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns that a table of the ledger has here. Those of earlier versions had names that said
 * something else than what they held; until a publication renames them they are read by those.
 *
 * @param there in lower case; empty if the table is not there
 */
record LedgerColumns(Set<String> there) {
  /** The publication's mark on its table: an id of that making of it. */
  static final String GENERATION = "generation";

  /** What is loaded under a name of its own: a generation, or a staging table. */
  static final String LOAD = "load_id";

  /** The digest of how a table is published. */
  static final String DEFINITION = "definition";

  /** From the names of now to those before. */
  static final Map<String, String> FORMER =
      Map.of(GENERATION, "incarnation", LOAD, "run_id", DEFINITION, "schema_hash");

  static LedgerColumns of(Connection connection, LedgerDialect dialect, String table)
      throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement sql = connection.createStatement();
        ResultSet none =
            sql.executeQuery("SELECT * FROM " + dialect.quoted(table) + " WHERE 1 = 0")) {
      ResultSetMetaData columns = none.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
      }
    } catch (SQLException e) {
      if (!dialect.isMissing(e)) {
        throw e;
      }
    }
    return new LedgerColumns(names);
  }

  boolean isThere() {
    return !there.isEmpty();
  }

  boolean has(String column) {
    return there.contains(column);
  }

  /** The name that a column has here. */
  String name(String column) {
    return has(column) ? column : FORMER.getOrDefault(column, column);
  }
}
