package io.penstock.publish.files;

import io.penstock.publish.Publication;
import io.penstock.publish.protocol.ColumnChange;
import io.penstock.publish.protocol.TargetSession;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An export while it is published. Nobody is locked out: each run writes files of its own, and the
 * manifest is written only by who finds it as it was when the run began.
 */
class FilesSession implements TargetSession<IOException> {
  private static final Logger LOG = LoggerFactory.getLogger(FilesSession.class);

  final FilesTable table;
  final Publication publication;
  final ExportFolder folder;
  private final ManifestLedger ledger;

  FilesSession(FilesTable table) {
    this.table = table;
    this.publication = table.publication;
    this.folder = table.folder;
    this.ledger = new ManifestLedger(folder);
  }

  @Override
  public void lock() {
    // See above.
  }

  @Override
  public ManifestLedger ledger() {
    return ledger;
  }

  @Override
  public Optional<LiveMark> mark() throws IOException {
    return folder.read().map(manifest -> new LiveMark(Optional.of(manifest.generation())));
  }

  @Override
  public long rows() throws IOException {
    return folder.read().map(Manifest::rows).orElse(0L);
  }

  /** Removes what a run has written; its name is the last part of the table's. */
  @Override
  public boolean drop(String name) throws IOException {
    String run = name.substring(name.lastIndexOf('_') + 1);
    if (ledger.isCommitted(run)) {
      folder.end(run);
      return false;
    }
    boolean there = !folder.files(folder.version(run)).isEmpty();
    folder.remove(run);
    return there;
  }

  @Override
  public Alive alive() {
    return () -> {};
  }

  @Override
  public List<String> columns() throws IOException {
    return folder.read().map(Manifest::columns).orElse(List.of()).stream()
        .map(ExportedColumn::name)
        .toList();
  }

  /** Each version has files of its own, which are what the rows need. */
  @Override
  public List<ColumnChange> differences(Collection<String> gone) throws IOException {
    return List.of();
  }

  @Override
  public String statement(List<ColumnChange> changes) {
    return "";
  }

  /**
   * Makes a version the current one.
   *
   * @param before the files that are part of it already
   */
  void publish(String generation, String run, StructType schema, List<ExportedFile> before)
      throws IOException {
    if (!ledger.isAsSeen()) {
      throw FilesErrors.meanwhile(publication);
    }
    List<ExportedFile> files = new ArrayList<>(before);
    folder.files(folder.version(run)).stream()
        .map(file -> new ExportedFile(ExportFolder.VERSIONS + run + "/" + file.name(), file.size()))
        .forEach(files::add);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    List<ExportedVersion> versions =
        new ArrayList<>(ledger.seen().map(Manifest::versions).orElse(List.of()));
    Set<String> folders = new HashSet<>();
    files.forEach(file -> folders.add(file.path().split("/")[1]));
    versions.add(
        new ExportedVersion(
            publication.source().version(),
            generation,
            now,
            ledger.entered().rows(),
            folders.stream().sorted().toList()));
    int keep = table.dialect().export().keep();
    List<ExportedVersion> kept =
        versions.subList(Math.max(0, versions.size() - keep), versions.size());
    folder.write(
        new Manifest(
            Manifest.FORMAT_VERSION,
            publication.table(),
            generation,
            publication.source().generation(),
            publication.source().version(),
            publication.runId(),
            publication.definition().digest(),
            publication.owner(),
            now,
            ledger.entered().rows(),
            ledger.entered().rowHash(),
            Arrays.stream(schema.fields())
                .map(field -> new ExportedColumn(field.name(), field.dataType().sql()))
                .toList(),
            files,
            kept));
  }

  /** What follows a publication, and what the next one would do as well. */
  void tidy() {
    try {
      Optional<Manifest> current = folder.read();
      if (current.isEmpty()) {
        return;
      }
      new LatestFiles(folder).follow(current.get());
      Set<String> stay = new HashSet<>(folder.unfinished());
      current.get().versions().forEach(version -> stay.addAll(version.folders()));
      Set<String> there = new HashSet<>();
      folder
          .files(folder.place().resolve(ExportFolder.VERSIONS))
          .forEach(file -> there.add(file.name().split("/")[0]));
      for (String run : there) {
        if (!stay.contains(run)) {
          folder.storage().deleteBelow(folder.version(run));
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("'{}' is published, but old files of it remain", publication.table(), e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
