package io.penstock.bi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder into which the files are written; others in it are left alone. */
public record BiFolder(Path path) {

  /** Writes the files of a source, over those of an earlier time; returns them. */
  public List<Path> write(BiSource source) throws IOException {
    Files.createDirectories(path);
    List<Path> written = new ArrayList<>();
    written.add(file(source.name() + ".pbids", PowerBiFile.of(source)));
    for (String table : source.tables()) {
      written.add(file(source.name() + "-" + table + ".tds", TableauFile.of(source, table)));
    }
    return written;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(path.resolve(name), text);
  }
}
