package io.penstock.discover;

import io.penstock.spec.Problems;
import io.penstock.spec.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes proposals into a pipeline folder. What was proposed is kept in {@value #KEPT} beside it,
 * so that a later one tells what somebody has changed since, and leaves that as it is.
 */
public final class ProposalFolder {
  private static final String KEPT = ".discovered";
  private final Path folder;
  private final List<String> said = new ArrayList<>();

  public ProposalFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes the files of a proposal; returns what was done with each, a sentence a file. */
  public List<String> write(Proposal proposal) throws IOException {
    for (var file : proposal.files().entrySet()) {
      write(file.getKey(), file.getValue());
    }
    for (String path : kept(proposal.origin())) {
      if (!proposal.files().containsKey(path)) {
        remove(path);
      }
    }
    return List.copyOf(said);
  }

  private void write(String path, String text) throws IOException {
    Optional<String> before = read(folder.resolve(KEPT).resolve(path));
    Optional<String> mine = read(folder.resolve(path));
    if (mine.isEmpty() && before.isPresent()) {
      said.add(path + ": was removed by somebody, and is not written again");
    } else if (mine.isEmpty()) {
      put(path, text);
      said.add(path + ": written");
    } else if (mine.get().equals(text)) {
      said.add(path + ": is up to date");
    } else if (before.isEmpty()) {
      said.add(path + ": is somebody else's, and stays as it is");
      return;
    } else if (mine.equals(before)) {
      put(path, text);
      said.add(path + ": updated");
    } else {
      merge(path, before.get(), mine.get(), text);
    }
    put(KEPT + "/" + path, text);
  }

  private void merge(String path, String before, String mine, String text) throws IOException {
    LineMerge.Merged merged =
        LineMerge.of(before.lines().toList(), mine.lines().toList(), text.lines().toList());
    String result = String.join("\n", merged.lines()) + "\n";
    if (!isRead(path, result) && isRead(path, mine)) {
      said.add(path + ": was changed by somebody where it would be updated, and stays as it is");
      return;
    }
    boolean same = result.equals(mine);
    if (!same) {
      put(path, result);
    }
    said.add(
        path
            + (same ? ": stays as somebody changed it" : ": updated around what somebody changed"));
    merged.refused().forEach(line -> said.add(path + ": was not given the line: " + line.strip()));
  }

  private static boolean isRead(String path, String text) {
    Problems problems = new Problems();
    if (path.endsWith(".yml")) {
      YamlFile.parse(text, path, problems);
    }
    return problems.isEmpty();
  }

  private void remove(String path) throws IOException {
    Path old = folder.resolve(KEPT).resolve(path);
    Optional<String> mine = read(folder.resolve(path));
    if (mine.isPresent() && !mine.equals(read(old))) {
      said.add(
          path + ": is of something that is no longer found; somebody changed it, so it stays");
      return;
    }
    if (mine.isPresent()) {
      Files.delete(folder.resolve(path));
      said.add(path + ": removed, because what it is of is no longer found");
    }
    Files.delete(old);
  }

  /** What was proposed before from the same place. */
  private List<String> kept(String origin) throws IOException {
    Path root = folder.resolve(KEPT);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.readString(file).lines().findFirst().orElse("").endsWith(" " + origin)) {
          paths.add(root.relativize(file).toString());
        }
      }
    }
    return paths;
  }

  private static Optional<String> read(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Whole or not at all: whoever is ended in between leaves the file of before. */
  private void put(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
