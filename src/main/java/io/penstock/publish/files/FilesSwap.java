package io.penstock.publish.files;

import io.penstock.publish.protocol.SwapSession;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.publish.rows.TableChecksum;
import java.io.IOException;
import java.util.List;

/** An export as a whole. */
final class FilesSwap extends FilesSession implements SwapSession<IOException> {
  private String run;

  FilesSwap(FilesTable table) {
    super(table);
  }

  @Override
  public List<String> dependents() {
    return List.of();
  }

  @Override
  public void requireRoom() {
    // Versions lie beside each other.
  }

  @Override
  public void createShadow(String shadow, String generation, SourceProfile profile) {
    run = generation;
  }

  @Override
  public void load(String shadow, String name) throws IOException {
    ExportedRows written = new ExportWriting(table).write(table.rows(), name);
    ledger().loaded(written.rows(), written.rowHash());
    table.progress.at(1, 1, "parts");
  }

  /** What is in the files, by reading them again. */
  @Override
  public TableChecksum checksum(String shadow) throws IOException {
    return new ExportReading(table).totals(run, table.rows().schema());
  }

  @Override
  public void complete(String shadow) {
    // There is nothing beside the files.
  }

  @Override
  public Replaced replaced(String shadow) throws IOException {
    long there = rows();
    return new Replaced(there, Math.max(0, there - table.figures().rows()));
  }

  @Override
  public void swap(String shadow, String generation) throws IOException {
    publish(generation, generation, table.rows().schema(), List.of());
    tidy();
  }

  @Override
  public void discard(String shadow) throws IOException {
    if (run != null && !ledger().isCommitted(run)) {
      folder.remove(run);
    }
  }
}
