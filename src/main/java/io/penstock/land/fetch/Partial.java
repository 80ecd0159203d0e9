package io.penstock.land.fetch;

import io.penstock.io.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The bytes of a download that is not complete, and beside them a note on the version they are of.
 * Without a note the bytes are worth nothing, so the note is removed first and written before the
 * first byte: whenever the process dies, what is left is either sound or ignored.
 */
final class Partial implements AutoCloseable {
  /** What an earlier attempt left behind; {@code total} may be -1. */
  record Kept(long bytes, String validator, long total) {}

  private final Path part;
  private final Path note;
  private final Path whole;
  private final String url;
  private final FileChannel lock;

  private Partial(Path folder, String url, FileChannel lock) {
    this.part = partIn(folder, url);
    this.note = folder.resolve(stem(url) + ".note");
    this.whole = folder.resolve(stem(url) + ".whole");
    this.url = url;
    this.lock = lock;
  }

  /** Takes hold of the partial file of this address; empty when somebody else has it. */
  static Optional<Partial> in(Path folder, URI uri) throws IOException {
    Files.createDirectories(folder);
    String url = Digests.sha256(uri.toString());
    FileChannel lock =
        FileChannel.open(
            folder.resolve(stem(url) + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock held = lock.tryLock();
      if (held != null) {
        return Optional.of(new Partial(folder, url, lock));
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it, which is the same answer.
    }
    lock.close();
    return Optional.empty();
  }

  static Path partIn(Path folder, String urlSha256) {
    return folder.resolve(stem(urlSha256) + ".part");
  }

  private static String stem(String urlSha256) {
    return urlSha256.substring(0, 24);
  }

  Optional<Kept> kept() throws IOException {
    if (!Files.isRegularFile(note) || !Files.isRegularFile(part) || Files.size(part) == 0) {
      return Optional.empty();
    }
    Properties read = new Properties();
    try (InputStream in = Files.newInputStream(note)) {
      read.load(in);
      String validator = read.getProperty("validator");
      if (!url.equals(read.getProperty("url")) || validator == null) {
        return Optional.empty();
      }
      long total = Long.parseLong(read.getProperty("total", "-1"));
      return Optional.of(new Kept(Files.size(part), validator, total));
    } catch (IllegalArgumentException e) {
      // A note that cannot be read is no note.
      return Optional.empty();
    }
  }

  /** Forgets what was there; the bytes that follow are of this version. */
  void begin(Optional<String> validator, long total) throws IOException {
    Files.deleteIfExists(note);
    Files.newOutputStream(part).close();
    if (validator.isEmpty()) {
      return;
    }
    Properties written = new Properties();
    written.setProperty("url", url);
    written.setProperty("validator", validator.get());
    written.setProperty("total", Long.toString(total));
    Path draft = note.resolveSibling(note.getFileName() + ".draft");
    try (OutputStream out = Files.newOutputStream(draft)) {
      written.store(out, null);
    }
    Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  OutputStream append() throws IOException {
    return Files.newOutputStream(part, StandardOpenOption.APPEND);
  }

  Path file() {
    return part;
  }

  void drop() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(part);
  }

  /** Removes what an earlier, killed run had downloaded to its end but could not use up. */
  void dropWhole() throws IOException {
    Files.deleteIfExists(whole);
  }

  /** Gives the complete file its lasting name. */
  Path finish() throws IOException {
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(note);
    return whole;
  }

  @Override
  public void close() throws IOException {
    // The lock file stays: removing it would let a third process lock a file that is no longer
    // there.
    lock.close();
  }
}
