package io.penstock.publish.mysql;

import io.penstock.publish.protocol.SwapSession;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** What MySQL does of a full refresh. */
final class MySqlSwap extends MySqlSession implements SwapSession<SQLException> {
  private Optional<LiveTable> live;

  MySqlSwap(Connection c0, MySqlTable table) {
    super(c0, table);
  }

  /** As it was when this was first asked: what is made is made after it. */
  @Override
  Optional<LiveTable> live() throws SQLException {
    if (live == null) {
      live = super.live();
    }
    return live;
  }

  @Override
  public List<String> dependents() throws SQLException {
    Optional<LiveTable> there = live();
    return there.isPresent() ? there.get().dependents(c0) : List.of();
  }

  @Override
  public void requireRoom() throws SQLException {
    new TableSwap(c0, table).requireRoom(live());
  }

  @Override
  public void createShadow(String shadow, String generation, SourceProfile profile)
      throws SQLException {
    List<LiveColumn> before = live().isPresent() ? liveColumns() : List.of();
    execute(
        MySqlStatements.create(
            shadow,
            LiveColumn.commented(table.columns(), before),
            publication.keys(),
            collation(profile),
            LiveTable.comment(live(), generation)));
  }

  private String collation(SourceProfile profile) throws SQLException {
    if (profile.distinctTrimmedKeys() == profile.distinctKeys()) {
      return "utf8mb4_bin";
    }
    // Keys that differ in trailing spaces only are one key to a collation that pads. MariaDB takes
    // MySQL's name for another collation, so its own comes first.
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT COLLATION_NAME FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN"
                    + " ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin') ORDER BY COLLATION_NAME DESC")) {
      return row.next() ? row.getString(1) : "utf8mb4_bin";
    }
  }

  @Override
  public void load(String shadow, String run) throws SQLException {
    PartitioningTask.Divided divided = table.divided();
    ChecksumColumns compared =
        table.dialect().checksum(divided.parts().rows().schema(), publication);
    new PartLoader(
            table.server,
            publication.step(),
            run,
            shadow,
            table.columns(),
            PartLoader.way(c0, publication, table.server))
        .loadAll(divided, compared);
    table.progress.at(1, 1, "parts");
  }

  @Override
  public TableChecksum checksum(String shadow) throws SQLException {
    PartitioningTask.Divided divided = table.divided();
    ChecksumColumns made = MySqlDialect.checksumOfNew(divided.parts().rows().schema(), publication);
    return new TableTotals(table.server, shadow, made)
        .compute(c0, publication.keys(), divided.parts());
  }

  @Override
  public void complete(String shadow) throws SQLException {
    new Indexes(c0, shadow).add(publication.indexes(), live(), table.columns());
  }

  @Override
  public Replaced replaced(String shadow) throws SQLException {
    long there = rows();
    long without =
        publication.keys().isEmpty()
            ? Math.max(0, there - count(shadow))
            : number(MySqlStatements.without(publication.table(), shadow, publication.keys()));
    return new Replaced(there, without);
  }

  @Override
  public void swap(String shadow, String generation) throws SQLException {
    new TableSwap(c0, table).run(live(), shadow, generation);
  }

  @Override
  public void discard(String shadow) throws SQLException {
    dropWithin(table.timeouts.readerSeconds(), shadow);
  }
}
