package io.penstock.publish.files;

import io.penstock.plan.Published;
import io.penstock.publish.Publication;
import io.penstock.publish.protocol.PublicationLedger;
import io.penstock.publish.protocol.PublicationState;
import io.penstock.publish.rows.TableChecksum;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The ledger of an export: what the manifest says. What a publication enters is kept until the
 * manifest is written, which is the one instant at which a version becomes another.
 */
final class ManifestLedger implements PublicationLedger<IOException> {
  private final ExportFolder folder;
  private Loaded loaded = new Loaded(0, 0, 0);
  private TableChecksum entered = TableChecksum.NONE;
  private Optional<Manifest> seen = Optional.empty();

  ManifestLedger(ExportFolder folder) {
    this.folder = folder;
  }

  /** The rows that the next manifest speaks of. */
  TableChecksum entered() {
    return entered;
  }

  /** The manifest on which this publication builds. */
  Optional<Manifest> seen() {
    return seen;
  }

  void loaded(long rows, long rowHash) {
    loaded = new Loaded(1, rows, rowHash);
  }

  @Override
  public void create() throws IOException {
    seen = folder.read();
  }

  @Override
  public Optional<String> owner(String table) throws IOException {
    return folder.read().map(Manifest::owner).filter(owner -> !owner.isEmpty());
  }

  @Override
  public boolean knows(String table) throws IOException {
    return folder.read().isPresent();
  }

  @Override
  public Optional<Published> published(String table, String generation) throws IOException {
    boolean complete = folder.unfinished().isEmpty();
    return folder
        .read()
        .filter(manifest -> manifest.generation().equals(generation))
        .map(m -> new Published(m.tableId(), m.version(), m.definition(), complete));
  }

  @Override
  public Optional<PublicationState> state(String table, String generation) throws IOException {
    return folder
        .read()
        .filter(manifest -> manifest.generation().equals(generation))
        .map(
            m ->
                new PublicationState(
                    generation,
                    m.tableId(),
                    m.version(),
                    m.definition(),
                    new TableChecksum(m.rows(), m.rowHash(), m.rowHash()),
                    TableChecksum.NONE,
                    true));
  }

  @Override
  public long nextFence(String table) {
    return 1;
  }

  @Override
  public long raiseFence(String table, String generation) throws IOException {
    seen = folder.read();
    return 1;
  }

  @Override
  public boolean stillAt(String table, PublicationState at, long fence) throws IOException {
    return isAsSeen();
  }

  /** Whether nobody has published since this publication began. */
  boolean isAsSeen() throws IOException {
    return folder.read().map(Manifest::runIdentity).equals(seen.map(Manifest::runIdentity));
  }

  @Override
  public List<String> unfinished(String table) throws IOException {
    return folder.unfinished();
  }

  @Override
  public void begin(Publication publication, String run, Optional<Long> from, int parts, long rows)
      throws IOException {
    folder.begin(run);
  }

  @Override
  public Loaded loaded(String run) {
    return loaded;
  }

  @Override
  public void publish(Publication publication, String generation, long fence, TableChecksum gold) {
    entered = gold;
  }

  @Override
  public void advance(
      Publication publication,
      String generation,
      String run,
      TableChecksum gold,
      TableChecksum others) {
    entered = gold;
  }

  @Override
  public boolean isCommitted(String run) throws IOException {
    return folder
        .read()
        .filter(m -> m.files().stream().anyMatch(f -> f.path().contains("/" + run + "/")))
        .isPresent();
  }

  @Override
  public void settle(String table, String generation) throws IOException {
    for (String run : folder.unfinished()) {
      if (isCommitted(run) || run.equals(generation)) {
        folder.end(run);
      }
    }
  }
}
