package io.penstock.publish.redshift;

import io.penstock.publish.jdbc.LedgerDialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The tables of the ledger in Redshift.
 *
 * @param schema in which they are
 */
record RedshiftLedger(String schema) implements LedgerDialect {

  @Override
  public String quoted(String name) {
    return name.startsWith("_penstock")
        ? RedshiftStatements.table(schema, name)
        : RedshiftStatements.quoted(name);
  }

  @Override
  public List<String> tables() {
    return List.of(
        "CREATE TABLE IF NOT EXISTS "
            + quoted("_penstock_run")
            + " (load_id varchar(80) NOT NULL, target varchar(256) NOT NULL, mode varchar(16) NOT"
            + " NULL, table_id varchar(64) NOT NULL, from_version bigint, to_version bigint NOT NULL,"
            + " parts integer, definition varchar(64), expected_rows bigint, state varchar(16) NOT"
            + " NULL, started_at timestamp NOT NULL, updated_at timestamp NOT NULL)",
        "CREATE TABLE IF NOT EXISTS "
            + quoted("_penstock_part")
            + " (load_id varchar(80) NOT NULL, part_id integer NOT NULL, \"rows\" bigint, checksum"
            + " bigint, committed_at timestamp)",
        "CREATE TABLE IF NOT EXISTS "
            + quoted("_penstock_publication")
            + " (target varchar(256) NOT NULL, generation varchar(80) NOT NULL, table_id varchar(64)"
            + " NOT NULL, version bigint NOT NULL, run_id varchar(80) NOT NULL, definition varchar(64)"
            + " NOT NULL, fence bigint NOT NULL, \"rows\" bigint NOT NULL, key_hash bigint NOT NULL,"
            + " row_hash bigint NOT NULL, other_rows bigint NOT NULL, other_key_hash bigint NOT NULL,"
            + " other_row_hash bigint NOT NULL, updated_at timestamp NOT NULL, owner varchar(512),"
            + " hash_method smallint NOT NULL)");
  }

  @Override
  public Map<String, String> laterColumns() {
    return Map.of();
  }

  @Override
  public String now() {
    return "GETDATE()";
  }

  @Override
  public int hashMethod() {
    return RedshiftDialect.METHOD;
  }

  @Override
  public boolean isMissing(SQLException e) {
    return RedshiftErrors.isMissing(e);
  }

  @Override
  public boolean isChangedAlready(SQLException e) {
    return RedshiftErrors.isThere(e);
  }

  @Override
  public boolean locksRows() {
    return false;
  }

  @Override
  public boolean choosesIsolation() {
    return false;
  }

  @Override
  public boolean isConflict(SQLException e) {
    return RedshiftErrors.isConflict(e);
  }
}
