package io.penstock.publish.redshift;

import io.penstock.ops.FaultPoint;
import io.penstock.publish.RetryPause;
import io.penstock.publish.jdbc.LastingTransaction;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Redshift does of a full refresh. */
final class RedshiftSwap extends RedshiftSession implements SwapSession<SQLException> {
  private static final Logger LOG = LoggerFactory.getLogger(RedshiftSwap.class);

  private final String old;
  private Optional<LiveRelation> live;

  RedshiftSwap(Connection c0, RedshiftTable table) {
    super(c0, table);
    this.old = publication.table() + "__old";
  }

  /** As it was when this was first asked: what is made is made after it. */
  @Override
  Optional<LiveRelation> live() throws SQLException {
    if (live == null) {
      live = super.live();
    }
    return live;
  }

  @Override
  public List<String> dependents() throws SQLException {
    Optional<LiveRelation> there = live();
    return there.isPresent() ? there.get().views(c0) : List.of();
  }

  @Override
  public void requireRoom() throws SQLException {
    Optional<LiveRelation> before = find(old);
    if (live().isPresent() && before.isPresent() && before.get().generation().isEmpty()) {
      throw RedshiftErrors.noRoomForOld(publication, old);
    }
  }

  @Override
  public void createShadow(String shadow, String generation, SourceProfile profile)
      throws SQLException {
    String name = table.server.table(shadow);
    execute(
        RedshiftStatements.create(name, table.columns(), publication.keys(), publication.layout()));
    execute(
        RedshiftStatements.comment("TABLE " + name, LiveRelation.comment(live(), generation))
            .orElseThrow());
    for (RedshiftLiveColumn column : liveColumns()) {
      boolean stays =
          table.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(column.name()));
      Optional<String> comment =
          RedshiftStatements.comment(
              "COLUMN " + name + "." + RedshiftStatements.quoted(column.name()), column.comment());
      if (stays && comment.isPresent()) {
        execute(comment.get());
      }
    }
  }

  @Override
  public void load(String shadow, String run) throws SQLException {
    ChecksumColumns compared = table.dialect().checksum(table.rows().schema(), publication);
    new StageLoading(table, shadow, run).load(table.rows(), table.columns(), compared);
    table.progress.at(1, 1, "parts");
  }

  @Override
  public TableChecksum checksum(String shadow) throws SQLException {
    ChecksumColumns compared = table.dialect().checksum(table.rows().schema(), publication);
    try (Statement sql = c0.createStatement();
        ResultSet row =
            sql.executeQuery(
                RedshiftStatements.totals(compared, table.server.table(shadow) + " t"))) {
      row.next();
      return new TableChecksum(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  @Override
  public void complete(String shadow) throws SQLException {
    String name = table.server.table(shadow);
    if (live().isPresent()) {
      for (String grant : live().get().grants(c0, name)) {
        execute(grant);
      }
    }
    execute("ANALYZE " + name);
  }

  @Override
  public Replaced replaced(String shadow) throws SQLException {
    long there = rows();
    long without =
        publication.keys().isEmpty()
            ? Math.max(0, there - count(shadow))
            : number(
                RedshiftStatements.without(
                    table.server.table(publication.table()),
                    table.server.table(shadow),
                    publication.keys()));
    return new Replaced(there, without);
  }

  /** Renaming is part of a transaction, so it is one instant, and the fence is looked at in it. */
  @Override
  public void swap(String shadow, String generation) throws SQLException {
    requireRoom();
    for (int i = 1; ; i++) {
      try {
        swapOnce(shadow, generation);
        return;
      } catch (SQLException e) {
        if (LastingTransaction.isLost(e) && happened(generation)) {
          return;
        }
        boolean waited = RedshiftErrors.isCancelled(e);
        if (LastingTransaction.isLost(e) || !waited && !RedshiftErrors.isTransient(e)) {
          throw e;
        }
        if (i == table.timeouts.renames()) {
          if (waited) {
            throw RedshiftErrors.heldByReaders(publication, e);
          }
          throw e;
        }
        RetryPause.after(i);
      }
    }
  }

  private void swapOnce(String shadow, String generation) throws SQLException {
    execute("SET statement_timeout TO " + table.timeouts.readerSeconds() * 1000);
    c0.setAutoCommit(false);
    boolean done = false;
    try {
      if (!ledger().isNewest(publication.table(), generation)) {
        throw RedshiftErrors.meanwhile(publication);
      }
      if (live().isPresent()) {
        remark();
        execute("DROP TABLE IF EXISTS " + table.server.table(old));
        FaultPoint.pass(publication.step(), "old-dropped");
        rename(publication.table(), old);
      }
      rename(shadow, publication.table());
      FaultPoint.pass(publication.step(), "renamed");
      c0.commit();
      done = true;
    } finally {
      if (!done) {
        undo();
      }
    }
    c0.setAutoCommit(true);
    execute("SET statement_timeout TO 0");
  }

  /** Whose comment was taken away would not be known as ours under its other name. */
  private void remark() throws SQLException {
    if (live().isPresent() && live().get().generation().isEmpty()) {
      execute(
          RedshiftStatements.comment(
                  "TABLE " + table.server.table(publication.table()),
                  LiveRelation.comment(live(), "unmarked"))
              .orElseThrow());
    }
  }

  private void rename(String from, String to) throws SQLException {
    execute(
        "ALTER TABLE " + table.server.table(from) + " RENAME TO " + RedshiftStatements.quoted(to));
  }

  private void undo() {
    try {
      c0.rollback();
      c0.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.info("a transaction cannot be rolled back, so its connection is given up", e);
      try {
        c0.abort(Runnable::run);
      } catch (SQLException gone) {
        LOG.info("a connection cannot be aborted", gone);
      }
    }
  }

  /** The comment travels with the rename, so the table itself says whether it happened. */
  private boolean happened(String generation) {
    try (Connection other = table.server.open()) {
      return LiveRelation.find(other, table.server.schema(), publication.table())
          .flatMap(LiveRelation::generation)
          .filter(generation::equals)
          .isPresent();
    } catch (SQLException e) {
      LOG.warn("cannot find out whether '{}' was published", publication.table());
      return false;
    }
  }

  @Override
  public void discard(String shadow) throws SQLException {
    table.staged.remove(shadow);
    dropTable(shadow);
  }
}
