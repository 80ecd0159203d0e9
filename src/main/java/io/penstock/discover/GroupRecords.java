package io.penstock.discover;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.file.RecordReaders;
import io.penstock.spec.OutsideException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Those of all files of a group, one after another, as many as are looked at. Fields stand where
 * the group has their columns; a file that breaks off ends there.
 */
final class GroupRecords implements Iterator<RawRecord>, AutoCloseable {
  private static final int RECORDS = 200_000;

  private final FileGroup group;
  private final Function<FoundFile, InputStream> files;
  private final Iterator<FoundFile> left;
  private final List<String> broken = new ArrayList<>();
  private final KeySets keys = new KeySets();
  private FoundFile file;
  private RecordReader reader;
  private List<Integer> positions = List.of();
  private long read;
  private long malformed;
  private long most;
  private boolean all = true;

  GroupRecords(FileGroup group, Function<FoundFile, InputStream> files) {
    this.group = group;
    this.files = files;
    this.left = group.files().iterator();
  }

  /** How many there were, and of them such as cannot be read. */
  long read() {
    return read;
  }

  long malformed() {
    return malformed;
  }

  /** Whether none was left out. */
  boolean all() {
    return all;
  }

  /** Whether a column is not everywhere: in a header, or in a record that names its columns. */
  boolean isLacking() {
    return group.isLacking() || keys.areDiffering();
  }

  /** The files that cannot be read to their ends, each as a sentence. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  @Override
  public boolean hasNext() {
    while (true) {
      try {
        boolean more = reader != null && reader.hasNext();
        if (more && read < most) {
          return true;
        }
        all &= !more;
        close();
        if (!left.hasNext()) {
          return false;
        }
        open(left.next());
      } catch (IOException | UncheckedIOException | OutsideException e) {
        breakOff(e);
      }
    }
  }

  private void open(FoundFile next) {
    file = next;
    reader = new RecordReaders(group.format()).open(() -> files.apply(next), next.file().name(), 0);
    most = read + Math.max(1, RECORDS / group.files().size());
    positions = group.isNameless() ? List.of() : group.positions(reader.header());
  }

  private void breakOff(Exception e) {
    all = false;
    broken.add("'" + file.file().name() + "' cannot be read to its end. " + e.getMessage());
    try {
      close();
    } catch (IOException | UncheckedIOException | OutsideException again) {
      // That it cannot be read has been said.
      reader = null;
    }
  }

  @Override
  public RawRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RawRecord record = reader.next();
    read++;
    if (record instanceof RawRecord.Malformed) {
      malformed++;
    }
    if (record instanceof RawRecord.Document document) {
      keys.see(document.object());
    }
    return record instanceof RawRecord.Fields fields && !positions.isEmpty()
        ? new RawRecord.Fields(fields.line(), placed(fields.values()))
        : record;
  }

  private List<String> placed(List<String> values) {
    List<String> placed = new ArrayList<>(Collections.nCopies(group.names().size(), null));
    for (int i = 0; i < Math.min(values.size(), positions.size()); i++) {
      placed.set(positions.get(i), values.get(i));
    }
    return placed;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      RecordReader last = reader;
      reader = null;
      last.close();
    }
  }
}
