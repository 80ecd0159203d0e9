package io.penstock.io.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/** Describes a file by its size and how it begins: a page of an error is told at a glance. */
final class FirstBytes {
  private static final int MOST = 24;

  private FirstBytes() {}

  static String of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String size = String.format(Locale.ROOT, "%,d bytes", Files.size(file));
      byte[] first = in.readNBytes(MOST);
      return first.length == 0 ? size : size + " that begin with " + shown(first);
    } catch (IOException e) {
      return "a file that cannot be read";
    }
  }

  private static String shown(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    boolean readable = text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r');
    return readable
        ? "'" + text.replaceAll("[\\r\\n]+", " ") + "'"
        : HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(8, bytes.length));
  }
}
