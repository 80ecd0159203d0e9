package io.penstock.publish.mysql;

import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.NetChanges;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import io.penstock.spec.Limit;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PublishSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens inside the transaction: staged rows enter the table, both are compared, and the
 * books follow. All of it is undone together.
 */
final class Merge {
  /** Tables of up to so many rows (100,000) are compared as a whole after every change. */
  private static final String COMPARED_WHOLE = "penstock.mysql.compared";

  private final Connection c0;
  private final ControlTables control;
  private final Publication publication;
  private final PublicationState at;
  private final String stage;
  private final Room room;
  private final ChangeSet changes;
  private final ChecksumColumns hashed;
  private final TableChecksum arriving;
  private final Optional<TableChecksum> inLake;
  private boolean secondUnique;

  /**
   * Where it happens.
   *
   * @param run the name under which the stage was loaded
   * @param altered whether the rows had other columns at the version before, which changes the hash
   *     of each
   */
  record Room(
      Connection c0,
      ControlTables control,
      Publication publication,
      PublicationState at,
      GoldTable gold,
      String stage,
      String run,
      boolean altered) {}

  /**
   * What the lake holds, where the whole table is going to be compared; it is asked for before the
   * transaction begins.
   *
   * @param arriving what the table must hold in the end under the inserted and updated keys
   */
  static Optional<TableChecksum> wholeOfLake(
      Room room, ChangeSet changes, ChecksumColumns hashed, TableChecksum arriving) {
    boolean compared =
        !changes.whole()
            && (room.altered()
                || isSmall(now(room, changes, arriving).plus(room.at().others()).rows()));
    return compared
        ? Optional.of(SourceProfile.totals(WireRows.flattened(room.gold().rows()), hashed))
        : Optional.empty();
  }

  /**
   * Makes sure that what the target held and what changed make as many rows as the lake has.
   *
   * @throws FullRefreshRequired if a change is missing, or is there twice
   */
  static void requireCount(Room room, ChangeSet changes, TableChecksum arriving)
      throws FullRefreshRequired {
    long rows = changes.whole() ? arriving.rows() : now(room, changes, arriving).rows();
    long inLake = room.gold().count();
    if (changes.whole()) {
      new Conservation(room.publication().step())
          .same(inLake, "in the log of " + room.publication().from(), rows, "when they were read");
    } else if (rows != inLake) {
      throw FullRefreshRequired.drift(
          "with the changes since version "
              + room.at().version()
              + " it would have "
              + rows
              + " rows where the lake has "
              + inLake);
    }
  }

  private static TableChecksum now(Room room, ChangeSet changes, TableChecksum arriving) {
    return room.at().gold().minus(changes.changed()).minus(changes.gone()).plus(arriving);
  }

  /**
   * @param arriving what the table must hold in the end under the inserted and updated keys
   * @param inLake see {@link #wholeOfLake}
   */
  Merge(
      Room room,
      ChangeSet changes,
      ChecksumColumns hashed,
      TableChecksum arriving,
      Optional<TableChecksum> inLake) {
    this.room = room;
    this.c0 = room.c0();
    this.control = room.control();
    this.publication = room.publication();
    this.at = room.at();
    this.stage = room.stage();
    this.changes = changes;
    this.hashed = hashed;
    this.arriving = arriving;
    this.inLake = inLake;
  }

  /**
   * The books of what was done.
   *
   * @param told what else is worth saying
   */
  record Done(Counts counts, String told) {}

  Done run(long fence) throws SQLException, FullRefreshRequired {
    if (!control.stillAt(publication.table(), at.generation(), at.version(), fence)) {
      throw OutsideException.ofTransient(
          publication.place()
              + ": cannot publish '"
              + publication.table()
              + "' because another run has published it meanwhile. Nothing is to be done; the next"
              + " run compares again.",
          null);
    }
    FaultPoint.pass(publication.step(), "merge-begun");
    secondUnique = hasSecondUnique();
    return publication.keys().isEmpty() ? append() : merge();
  }

  private Done append() throws SQLException, FullRefreshRequired {
    long affected = put();
    FaultPoint.pass(publication.step(), "merged");
    requireArrived(arriving.rows(), affected);
    return new Done(Counts.written(affected), enter(at.others()));
  }

  private Done merge() throws SQLException, FullRefreshRequired {
    requireFewDeletes();
    Optional<Map<String, TableChecksum>> before = looks() ? Optional.of(under()) : Optional.empty();
    long deleted = changes.deletes() > 0 ? delete(true) : 0;
    FaultPoint.pass(publication.step(), "deleted");
    long affected = put();
    FaultPoint.pass(publication.step(), "merged");
    Map<String, TableChecksum> after = under();
    requireArrived(arriving, of(after, NetChanges.INSERT).plus(of(after, NetChanges.UPDATE)));
    if (changes.whole()) {
      return whole(of(before.orElseThrow(), NetChanges.UPDATE).rows(), affected, deleted);
    }
    TableChecksum adopted = of(before.orElse(Map.of()), NetChanges.INSERT);
    return changed(adopted, deleted, asExpected(before, affected, deleted));
  }

  /**
   * Whether to look what the table holds under the changed keys before they change. It must be
   * known where rows of others are there, because some may be taken over. Where none are, the table
   * is gold's in the end, whatever it was; then the server's counts tell what a look at a small
   * table would.
   */
  private boolean looks() {
    boolean countsTell =
        publication.delivery().mode() == PublishSpec.Mode.UPSERT
            && !secondUnique
            && hashed.row().size() == changes.schema().size();
    return changes.whole()
        || !at.others().equals(TableChecksum.NONE)
        || !countsTell
        || isSmall(at.gold().rows());
  }

  /** Whether the table held under the changed keys what was published there. */
  private boolean asExpected(
      Optional<Map<String, TableChecksum>> before, long affected, long deleted) {
    if (before.isEmpty()) {
      return affected == changes.inserts() + 2 * changes.updates()
          && deleted == (keepsDeleted() ? 0 : changes.deletes());
    }
    TableChecksum there =
        of(before.get(), NetChanges.UPDATE).plus(of(before.get(), NetChanges.DELETE));
    return there.equals(
        keepsDeleted() ? changes.changed() : changes.changed().plus(changes.gone()));
  }

  private boolean keepsDeleted() {
    return publication.delivery().deletes() == PublishSpec.Deletes.NONE;
  }

  private static TableChecksum of(Map<String, TableChecksum> totals, String op) {
    return totals.getOrDefault(op, TableChecksum.NONE);
  }

  /** How many rows the server says it touched: an inserted one counts 1, an updated one 2. */
  private long put() throws SQLException {
    boolean adds = publication.delivery().mode() == PublishSpec.Mode.APPEND && !changes.whole();
    if (adds || publication.keys().isEmpty()) {
      return insert(Optional.empty());
    }
    if (secondUnique) {
      // ON DUPLICATE KEY would rewrite whichever row matches any of the unique keys.
      delete(false);
      return insert(Optional.empty());
    }
    return insert(Optional.of(publication.keys()));
  }

  private Done changed(TableChecksum adopted, long deleted, boolean asExpected)
      throws SQLException, FullRefreshRequired {
    String told =
        asExpected
            ? ""
            : "; rows under the changed keys had been altered in the target, and are again those of"
                + " the lake";
    TableChecksum others = at.others().minus(adopted);
    String compared = enter(keepsDeleted() ? others.plus(changes.gone()) : others);
    Counts counts =
        new Counts(
            changes.inserts() + changes.updates() + changes.same(),
            changes.inserts(),
            changes.updates(),
            changes.same(),
            deleted,
            0,
            0,
            0);
    return new Done(counts, told + compared);
  }

  private Done whole(long known, long affected, long deleted) throws SQLException {
    TableChecksum all = arriving;
    TableChecksum there = inTable();
    long inserted = all.rows() - known;
    long updated = secondUnique ? known : Math.max(0, (affected - inserted) / 2);
    control.advance(publication, at.generation(), room.run(), all, there.minus(all));
    Counts counts =
        new Counts(
            all.rows(), inserted, updated, all.rows() - inserted - updated, deleted, 0, 0, 0);
    return new Done(counts, "; every row compared");
  }

  /** Closes the books of changed rows, after a look at the whole table where that is cheap. */
  private String enter(TableChecksum others) throws SQLException, FullRefreshRequired {
    TableChecksum now = inLake.orElseGet(() -> now(room, changes, arriving));
    if (inLake.isPresent()) {
      requireSame(now.plus(others), inTable());
    } else if (publication.delivery().deletes() == PublishSpec.Deletes.MIRROR) {
      requireSame(now.plus(others).rows(), rowsInTable());
    }
    control.advance(publication, at.generation(), room.run(), now, others);
    return inLake.isPresent() ? "; every row compared" : "; every changed row compared";
  }

  private void requireSame(Object expected, Object there) throws FullRefreshRequired {
    if (!expected.equals(there)) {
      throw FullRefreshRequired.drift(
          "the target does not hold the rows that were published (it holds "
              + there
              + " where "
              + expected
              + " are expected)");
    }
  }

  private void requireArrived(Object sent, Object there) {
    if (!sent.equals(there)) {
      throw OutsideException.ofTransient(
          publication.place()
              + ": cannot publish '"
              + publication.table()
              + "' because the rows in the target are not those that were sent. Found: "
              + there
              + "; sent: "
              + sent
              + ". Look for a trigger or a generated column there that alters them; nothing was"
              + " changed, readers still see the version before.",
          null);
    }
  }

  private void requireFewDeletes() throws SQLException {
    Optional<Limit> limit = publication.delivery().guard().maxDelete();
    if (limit.isEmpty() || !limit.get().exceeded(changes.deletes(), at.gold().rows())) {
      return;
    }
    // So many are gone from the lake; how many are there to be removed?
    long deletes = of(under(), NetChanges.DELETE).rows();
    if (limit.get().exceeded(deletes, at.gold().rows())) {
      throw DeleteGuard.refusal(publication, limit.get(), deletes, at.gold().rows());
    }
  }

  private long insert(Optional<List<String>> keys) throws SQLException {
    return update(
        MySqlText.insertStaged(
            publication.table(), stage, List.of(changes.schema().fieldNames()), keys));
  }

  private long delete(boolean gone) throws SQLException {
    return update(MySqlText.deleteStaged(publication.table(), stage, publication.keys(), gone));
  }

  /** What the table holds under the staged keys, by what is to become of them. */
  private Map<String, TableChecksum> under() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                MySqlText.stagedTotals(hashed, publication.table(), stage, publication.keys()))) {
      Map<String, TableChecksum> totals = new HashMap<>();
      while (row.next()) {
        totals.put(row.getString(4), Checksums.of(row));
      }
      return totals;
    }
  }

  private TableChecksum inTable() throws SQLException {
    return totals(MySqlText.quoted(publication.table()) + " t");
  }

  private TableChecksum totals(String from) throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row = sql.executeQuery(MySqlText.totals(hashed, from))) {
      row.next();
      return Checksums.of(row);
    }
  }

  private long rowsInTable() throws SQLException {
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery("SELECT COUNT(*) FROM " + MySqlText.quoted(publication.table()))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean isSmall(long rows) {
    return rows <= Long.getLong(COMPARED_WHOLE, 100_000);
  }

  private boolean hasSecondUnique() throws SQLException {
    try (PreparedStatement select =
        c0.prepareStatement(
            "SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND"
                + " TABLE_NAME = ? AND NON_UNIQUE = 0 AND INDEX_NAME <> 'PRIMARY'")) {
      select.setString(1, publication.table());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  private long update(String text) throws SQLException {
    try (Statement sql = c0.createStatement()) {
      return sql.executeLargeUpdate(text);
    }
  }
}
