package io.penstock.publish.mysql;

import io.penstock.publish.jdbc.LedgerDialect;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of the ledger in MySQL and MariaDB. */
enum MySqlLedger implements LedgerDialect {
  MYSQL;

  private static final Set<Integer> MISSING = Set.of(1146, 1054);
  // Duplicate column, unknown column: somebody else has added or renamed it meanwhile.
  private static final Set<Integer> CHANGED_ALREADY = Set.of(1060, 1054);
  private static final Set<Integer> CONFLICTS = Set.of(1205, 1213);

  private static final String TABLE =
      " ENGINE=" + MySqlStatements.ENGINE + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

  @Override
  public String quoted(String name) {
    return MySqlStatements.quoted(name);
  }

  @Override
  public List<String> tables() {
    return List.of(
        "CREATE TABLE IF NOT EXISTS `_penstock_run` (load_id varchar(80) PRIMARY KEY, target varchar(64)"
            + " NOT NULL, mode varchar(16) NOT NULL, table_id varchar(64) NOT NULL, from_version bigint,"
            + " to_version bigint NOT NULL, parts int, definition varchar(64), expected_rows bigint,"
            + " state varchar(16) NOT NULL, started_at datetime(6) NOT NULL, updated_at datetime(6) NOT"
            + " NULL)"
            + TABLE,
        "CREATE TABLE IF NOT EXISTS `_penstock_part` (load_id varchar(80) NOT NULL, part_id int NOT NULL,"
            + " `rows` bigint, checksum bigint, committed_at datetime(6), PRIMARY KEY (load_id, part_id))"
            + TABLE,
        "CREATE TABLE IF NOT EXISTS `_penstock_publication` (target varchar(64) NOT NULL, generation"
            + " varchar(80) NOT NULL, table_id varchar(64) NOT NULL, version bigint NOT NULL, run_id"
            + " varchar(80) NOT NULL, definition varchar(64) NOT NULL, fence bigint NOT NULL, `rows`"
            + " bigint NOT NULL, key_hash bigint NOT NULL, row_hash bigint NOT NULL, other_rows bigint NOT"
            + " NULL, other_key_hash bigint NOT NULL, other_row_hash bigint NOT NULL, updated_at"
            + " datetime(6) NOT NULL, owner varchar(512) NOT NULL DEFAULT '', hash_method smallint NOT NULL"
            + " DEFAULT 1, PRIMARY KEY (target, generation))"
            + TABLE);
  }

  // Earlier versions published whole tables only, knew no owner, or hashed in another way.
  @Override
  public Map<String, String> laterColumns() {
    Map<String, String> later = new LinkedHashMap<>();
    String add = "ALTER TABLE `_penstock_publication` ADD COLUMN ";
    later.put(
        "row_hash",
        add
            + "row_hash bigint NOT NULL DEFAULT 0, ADD COLUMN other_rows bigint NOT NULL DEFAULT 0, ADD"
            + " COLUMN other_key_hash bigint NOT NULL DEFAULT 0, ADD COLUMN other_row_hash bigint NOT"
            + " NULL DEFAULT 0");
    later.put("owner", add + "owner varchar(512) NOT NULL DEFAULT ''");
    later.put("hash_method", add + "hash_method smallint NOT NULL DEFAULT 1");
    return later;
  }

  @Override
  public String now() {
    return "UTC_TIMESTAMP(6)";
  }

  @Override
  public int hashMethod() {
    return MySqlDialect.METHOD;
  }

  @Override
  public boolean isMissing(SQLException e) {
    return MISSING.contains(e.getErrorCode());
  }

  @Override
  public boolean isChangedAlready(SQLException e) {
    return CHANGED_ALREADY.contains(e.getErrorCode());
  }

  @Override
  public boolean locksRows() {
    return true;
  }

  @Override
  public boolean choosesIsolation() {
    return true;
  }

  @Override
  public boolean isConflict(SQLException e) {
    return CONFLICTS.contains(e.getErrorCode());
  }
}
