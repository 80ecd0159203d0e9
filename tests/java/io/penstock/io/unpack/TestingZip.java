package io.penstock.io.unpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives, also such as no honest archiver would. */
final class TestingZip {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  TestingZip add(String name, String content) throws IOException {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  TestingZip add(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
    return this;
  }

  TestingZip stored(String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
    return this;
  }

  byte[] bytes() throws IOException {
    zip.close();
    return bytes.toByteArray();
  }

  /** Overwrites a field of the first record of the directory at the end. */
  static byte[] patched(byte[] zip, int offset, int... values) {
    int directory = find(zip, new byte[] {'P', 'K', 1, 2});
    byte[] copy = zip.clone();
    for (int i = 0; i < values.length; i++) {
      copy[directory + offset + i] = (byte) values[i];
    }
    return copy;
  }

  /** Puts another text of the same length in place of one, wherever it stands. */
  static byte[] renamed(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  static int find(byte[] in, byte[] what) {
    String text = new String(in, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(what, StandardCharsets.ISO_8859_1));
  }
}
