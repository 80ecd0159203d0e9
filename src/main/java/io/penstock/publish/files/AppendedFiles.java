package io.penstock.publish.files;

import io.penstock.publish.protocol.MergeStatements;
import io.penstock.publish.protocol.PublicationLedger;
import io.penstock.publish.rows.ChangeSet;
import io.penstock.publish.rows.TableChecksum;
import java.io.IOException;
import java.util.Map;

/** Files are added; nothing else is ever done to them. */
final class AppendedFiles implements MergeStatements<IOException> {
  private final ManifestLedger ledger;
  private final long staged;

  AppendedFiles(ManifestLedger ledger, long staged) {
    this.ledger = ledger;
    this.staged = staged;
  }

  @Override
  public boolean hasSecondUnique() {
    return false;
  }

  @Override
  public long insert() {
    return staged;
  }

  @Override
  public long upsert() {
    throw none();
  }

  @Override
  public long deleteGone() {
    throw none();
  }

  @Override
  public long deleteWritten() {
    throw none();
  }

  @Override
  public Map<String, TableChecksum> underStagedKeys() {
    throw none();
  }

  /** What was there was compared when it was written. */
  @Override
  public TableChecksum whole() {
    Manifest before = ledger.seen().orElseThrow();
    PublicationLedger.Loaded added = ledger.loaded("");
    return new TableChecksum(before.rows(), before.rowHash(), before.rowHash())
        .plus(new TableChecksum(added.rows(), added.rowHash(), added.rowHash()));
  }

  @Override
  public long rows() {
    return whole().rows();
  }

  @Override
  public boolean countsTell() {
    return true;
  }

  @Override
  public long touched(ChangeSet changes) {
    return changes.inserts();
  }

  @Override
  public long updated(long touched, long inserted) {
    return 0;
  }

  private IllegalStateException none() {
    return new IllegalStateException("files are never changed");
  }
}
