package io.penstock.publish.jdbc;

import io.penstock.publish.Publication;
import io.penstock.publish.protocol.PublicationLedger;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables {@code _penstock_run} and {@code _penstock_part}: what is being loaded, and how far.
 */
record SqlLoads(SqlRunner sql, LedgerDialect dialect) {
  static final String RUN = "_penstock_run";
  static final String PART = "_penstock_part";

  private String run() {
    return dialect.quoted(RUN);
  }

  private String part() {
    return dialect.quoted(PART);
  }

  /** A condition on {@code r}, a row of a run, that holds until the run has come to its end. */
  static String isUnfinished(String alias) {
    return alias + "state <> 'published'";
  }

  List<String> unfinished(String table) throws SQLException {
    return names("target = ? AND " + isUnfinished(""), table);
  }

  private List<String> names(String condition, String table) throws SQLException {
    return sql.all(
        "SELECT load_id FROM " + run() + " WHERE " + condition, row -> row.getString(1), table);
  }

  void begin(Publication publication, String load, Optional<Long> from, int parts, long rows)
      throws SQLException {
    sql.update(
        "INSERT INTO "
            + run()
            + " (load_id, target, mode, table_id, from_version, to_version, parts, definition,"
            + " expected_rows, state, started_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " 'loading', "
            + dialect.now()
            + ", "
            + dialect.now()
            + ")",
        load,
        publication.table(),
        from.isEmpty() ? "swap" : publication.delivery().mode().name().toLowerCase(Locale.ROOT),
        publication.source().generation(),
        from.orElse(null),
        publication.source().version(),
        parts,
        publication.definition().digest(),
        rows);
  }

  PublicationLedger.Loaded loaded(String load) throws SQLException {
    return sql.first(
            "SELECT COUNT(*), COALESCE(SUM("
                + dialect.quoted("rows")
                + "), 0), COALESCE(SUM(checksum), 0) FROM "
                + part()
                + " WHERE load_id = ?",
            row -> new PublicationLedger.Loaded(row.getLong(1), row.getLong(2), row.getLong(3)),
            load)
        .orElse(new PublicationLedger.Loaded(0, 0, 0));
  }

  void enter(String load, String state) throws SQLException {
    sql.update(
        "UPDATE " + run() + " SET state = ?, updated_at = " + dialect.now() + " WHERE load_id = ?",
        state,
        load);
  }

  void enterPart(String load, int part, long rows, long checksum) throws SQLException {
    sql.update(
        "INSERT INTO "
            + part()
            + " (load_id, part_id, "
            + dialect.quoted("rows")
            + ", checksum, committed_at) VALUES (?, ?, ?, ?, "
            + dialect.now()
            + ")",
        load,
        part,
        rows,
        checksum);
  }

  // It waits for the end of a COMMIT that is still under way.
  boolean isCommitted(String load) throws SQLException {
    if (!dialect.locksRows()) {
      sql.update("UPDATE " + run() + " SET state = state WHERE load_id = ?", load);
    }
    return sql.first(
            "SELECT state FROM "
                + run()
                + " WHERE load_id = ?"
                + (dialect.locksRows() ? " FOR UPDATE" : ""),
            row -> row.getString(1),
            load)
        .filter("committed"::equals)
        .isPresent();
  }

  // By their keys, one by one: a scan would wait for the parts that other publications load.
  void forgetAllBut(String table, String load) throws SQLException {
    for (String other : names("target = ?", table)) {
      if (!other.equals(load)) {
        sql.update("DELETE FROM " + part() + " WHERE load_id = ?", other);
        sql.update("DELETE FROM " + run() + " WHERE load_id = ?", other);
      }
    }
  }
}
