package io.penstock.io.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that holds one entry: itself, or what a gzip was made of. */
final class SingleUnpacking implements Unpacking {
  private static final Pattern GZ = Pattern.compile("(?i)(.+)\\.gz");
  private static final Pattern TGZ = Pattern.compile("(?i)(.+)\\.tgz");

  /** Turns the bytes of the file into those of the entry. */
  private interface Opening {
    InputStream over(InputStream file) throws IOException;
  }

  private final Archive archive;
  private final Entry entry;
  private final Budget budget;
  private final Opening opening;

  private SingleUnpacking(Archive archive, Entry entry, Budget budget, Opening opening) {
    Optional<String> problem = EntryNames.problem(entry.path());
    if (problem.isPresent() || entry.path().endsWith("/")) {
      throw UnpackErrors.dangerousName(archive, entry.path(), problem.orElse("it is a folder"));
    }
    this.archive = archive;
    this.entry = entry;
    this.budget = budget;
    this.opening = opening;
  }

  static Unpacking asItIs(Archive archive, Budget budget) throws IOException {
    Entry entry = new Entry(archive.name(), Files.size(archive.file()));
    return new SingleUnpacking(archive, entry, budget, file -> file);
  }

  static Unpacking gzip(Archive archive, Budget budget) {
    String name = TGZ.matcher(GZ.matcher(archive.name()).replaceFirst("$1")).replaceFirst("$1.tar");
    return new SingleUnpacking(archive, new Entry(name, -1), budget, Gunzip::new);
  }

  @Override
  public List<Entry> entries() {
    return List.of(entry);
  }

  @Override
  public Unpacked copy(Entry asked, OutputStream to) throws IOException {
    if (!asked.equals(entry)) {
      throw new IllegalArgumentException("no entry '" + asked.path() + "' in " + archive.name());
    }
    try (InputStream file = open();
        InputStream in = opening.over(file)) {
      Copying.Passed passed =
          new Copying(entry, budget, e -> UnpackErrors.badGzip(archive, e)).copy(in, to);
      return new Unpacked(entry.path(), passed.size(), passed.sha256());
    }
  }

  private InputStream open() {
    try {
      return Files.newInputStream(archive.file());
    } catch (IOException e) {
      throw UnpackErrors.unreadable(archive, e);
    }
  }

  @Override
  public void close() {
    // Every copy opens and closes the file itself.
  }
}
