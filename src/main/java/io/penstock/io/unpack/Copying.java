package io.penstock.io.unpack;

import io.penstock.io.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Streams one entry to where it goes, and measures what really passes by. */
final class Copying {
  private static final int BUFFER = 1 << 16;

  /** What passed by, with the checksum that ZIP and gzip use. */
  record Passed(long size, long crc, String sha256) {}

  private final Entry entry;
  private final Budget budget;
  private final Function<IOException, RuntimeException> unreadable;

  /** {@code unreadable} makes a sentence of what goes wrong on the reading side. */
  Copying(Entry entry, Budget budget, Function<IOException, RuntimeException> unreadable) {
    this.entry = entry;
    this.budget = budget;
    this.unreadable = unreadable;
  }

  /** An IOException is always the writing side's. */
  Passed copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    MessageDigest sha256 = Digests.sha256();
    CRC32 crc = new CRC32();
    long size = 0;
    boolean whole = false;
    try {
      for (int n; (n = read(in, buffer)) >= 0; ) {
        size += n;
        budget.spend(entry, n);
        out.write(buffer, 0, n);
        sha256.update(buffer, 0, n);
        crc.update(buffer, 0, n);
      }
      whole = true;
    } finally {
      if (!whole) {
        budget.refund(size);
      }
    }
    return new Passed(size, crc.getValue(), Digests.hex(sha256));
  }

  private int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable.apply(e);
    }
  }
}
