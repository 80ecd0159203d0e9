package io.penstock.format.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Tells by its first bytes that a file is no text but something that other files are packed in. */
enum Packed {
  ZIP("a ZIP archive", 0, "PK\u0003\u0004"),
  EMPTY_ZIP("a ZIP archive", 0, "PK\u0005\u0006"),
  SEVEN_ZIP("a 7z archive", 0, "7z\u00BC\u00AF\u0027\u001C"),
  GZIP("gzip", 0, "\u001F\u008B\b"),
  BZIP2("bzip2", 0, "BZh"),
  XZ("xz", 0, "\u00FD7zXZ"),
  ZSTANDARD("Zstandard", 0, "\u0028\u00B5\u002F\u00FD"),
  TAR("a tar archive", 257, "ustar"),
  PARQUET("Parquet", 0, "PAR1");

  private static final int LOOKED_AT = 512;

  private final String spoken;
  private final int at;
  private final byte[] mark;

  Packed(String spoken, int at, String mark) {
    this.spoken = spoken;
    this.at = at;
    this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What a stream begins with; it can be read from its beginning afterwards. */
  static Optional<Packed> in(BufferedInputStream stream) throws IOException {
    stream.mark(LOOKED_AT);
    byte[] head;
    try {
      head = stream.readNBytes(LOOKED_AT);
    } finally {
      // Also where the stream breaks: what comes before the break is read all the same.
      stream.reset();
    }
    return Arrays.stream(values()).filter(kind -> kind.begins(head)).findFirst();
  }

  private boolean begins(byte[] head) {
    return head.length >= at + mark.length
        && Arrays.equals(head, at, at + mark.length, mark, 0, mark.length);
  }

  @Override
  public String toString() {
    return spoken;
  }
}
