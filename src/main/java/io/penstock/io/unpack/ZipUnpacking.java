package io.penstock.io.unpack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A ZIP, read by its directory, so that every entry can be opened by itself. */
final class ZipUnpacking implements Unpacking {
  private final Archive archive;
  private final ZipFile zip;
  private final Budget budget;
  private final Map<String, ZipEntry> inside = new LinkedHashMap<>();

  private ZipUnpacking(Archive archive, ZipFile zip, Budget budget) {
    this.archive = archive;
    this.zip = zip;
    this.budget = budget;
  }

  static ZipUnpacking open(Archive archive, UnpackLimits limits, Budget budget) throws IOException {
    ZipUnpacking opened = new ZipUnpacking(archive, zipFile(archive), budget);
    boolean fine = false;
    try {
      opened.takeStock(limits);
      fine = true;
    } finally {
      if (!fine) {
        opened.close();
      }
    }
    return opened;
  }

  private static ZipFile zipFile(Archive archive) throws IOException {
    try {
      return namedInUnicode(archive.file().toFile());
    } catch (ZipException e) {
      throw UnpackErrors.badZip(archive, e);
    }
  }

  private static ZipFile namedInUnicode(File file) throws IOException {
    try {
      return new ZipFile(file, StandardCharsets.UTF_8);
    } catch (ZipException e) {
      if (!String.valueOf(e.getMessage()).contains("bad entry name")) {
        throw e;
      }
      // Neither marked as UTF-8 nor UTF-8: the format's own character set is what is left.
      return new ZipFile(file, Charset.forName("IBM437"));
    }
  }

  private void takeStock(UnpackLimits limits) {
    if (zip.size() > limits.maxEntries()) {
      throw UnpackErrors.tooManyEntries(archive, zip.size(), limits.maxEntries());
    }
    long claimed = 0;
    for (Iterator<? extends ZipEntry> all = zip.entries().asIterator(); all.hasNext(); ) {
      ZipEntry entry = all.next();
      Optional<String> problem = EntryNames.problem(entry.getName());
      if (problem.isPresent()) {
        throw UnpackErrors.dangerousName(archive, entry.getName(), problem.get());
      }
      String path = EntryNames.path(entry.getName());
      if (entry.isDirectory() || EntryNames.isLitter(path)) {
        continue;
      }
      if (inside.put(path, entry) != null) {
        throw UnpackErrors.twice(archive, path);
      }
      claimed = saturated(claimed, Math.max(0, entry.getSize()));
      if (claimed > limits.maxUnpackedBytes()) {
        throw UnpackErrors.tooLarge(archive, path, limits.maxUnpackedBytes());
      }
    }
  }

  private static long saturated(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public List<Entry> entries() {
    return inside.entrySet().stream()
        .map(e -> new Entry(e.getKey(), e.getValue().getSize()))
        .toList();
  }

  @Override
  public Unpacked copy(Entry entry, OutputStream to) throws IOException {
    ZipEntry stored = inside.get(entry.path());
    if (stored == null) {
      throw new IllegalArgumentException("no entry '" + entry.path() + "' in " + archive.name());
    }
    Copying.Passed passed;
    try (InputStream in = streamOf(stored, entry)) {
      passed =
          new Copying(entry, budget, e -> UnpackErrors.badEntry(archive, entry, e)).copy(in, to);
    }
    if (stored.getSize() >= 0 && passed.size() != stored.getSize()) {
      budget.refund(passed.size());
      throw UnpackErrors.wrongSize(archive, entry, stored.getSize(), passed.size());
    }
    if (stored.getCrc() >= 0 && passed.crc() != stored.getCrc()) {
      budget.refund(passed.size());
      throw UnpackErrors.wrongCrc(archive, entry.path(), stored.getCrc(), passed.crc());
    }
    return new Unpacked(entry.path(), passed.size(), passed.sha256());
  }

  private InputStream streamOf(ZipEntry stored, Entry entry) {
    try {
      return zip.getInputStream(stored);
    } catch (IOException e) {
      throw UnpackErrors.badEntry(archive, entry, e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw UnpackErrors.unreadable(archive, e);
    }
  }
}
