package io.penstock.io.unpack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * An opened archive. All names are checked before the first entry can be read; entries may then be
 * copied in any order and by several threads at once. Neither the archive nor an entry is ever held
 * in memory.
 */
public interface Unpacking extends AutoCloseable {

  /**
   * Opens an archive and checks its list of entries.
   *
   * @throws io.penstock.spec.RefusedException when it is dangerous
   * @throws io.penstock.spec.OutsideException when it cannot be read
   */
  static Unpacking open(Archive archive, UnpackLimits limits) {
    try {
      Budget budget = new Budget(archive, Files.size(archive.file()), limits);
      return switch (archive.how()) {
        case ZIP -> ZipUnpacking.open(archive, limits, budget);
        case GZIP -> SingleUnpacking.gzip(archive, budget);
        case NONE -> SingleUnpacking.asItIs(archive, budget);
      };
    } catch (IOException e) {
      throw UnpackErrors.unreadable(archive, e);
    }
  }

  /** The files in it, in its own order; folders and the litter of macOS are left out. */
  List<Entry> entries();

  /**
   * Copies one entry; the stream is left open, for only the caller knows how to give up a half
   * written file. Returns when the entry has proved to be whole.
   *
   * @throws IOException when the stream cannot be written
   */
  Unpacked copy(Entry entry, OutputStream to) throws IOException;

  /** Copies all entries, one after the other; stops at the first that is bad. */
  default List<Unpacked> copyAll(EntrySink sink) throws IOException {
    List<Unpacked> copied = new ArrayList<>();
    for (Entry entry : entries()) {
      boolean whole = false;
      try {
        try (OutputStream out = sink.open(entry)) {
          copied.add(copy(entry, out));
        }
        whole = true;
      } finally {
        if (!whole) {
          sink.discard(entry);
        }
      }
    }
    return copied;
  }

  @Override
  void close();
}
