package io.penstock.discover;

import io.penstock.spec.Problems;
import io.penstock.spec.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes proposals into a pipeline folder. What was proposed is kept beside it, so that a later one
 * tells what somebody has changed since, and leaves that as it is. The files of one silver model
 * are written together or not at all.
 */
public final class ProposalFolder {
  private final KeptProposals kept;
  private final List<String> said = new ArrayList<>();

  public ProposalFolder(Path folder) {
    this.kept = new KeptProposals(folder);
  }

  /**
   * What is to be done with a file.
   *
   * @param text what it shall be; empty: as it is
   * @param proposed what to keep as proposed; empty: the file is not taken at all
   * @param said a sentence, and one for each line that gave way
   */
  private record Decision(Optional<String> text, Optional<String> proposed, List<String> said) {
    static Decision refused(String why) {
      return new Decision(Optional.empty(), Optional.empty(), List.of(why));
    }
  }

  /** Writes the files of a proposal; returns what was done with each, a sentence a file. */
  public List<String> write(Proposal proposal) throws IOException {
    Map<String, Map<String, Decision>> units = new LinkedHashMap<>();
    for (var file : proposal.files().entrySet()) {
      units
          .computeIfAbsent(unit(file.getKey()), unit -> new LinkedHashMap<>())
          .put(file.getKey(), decision(proposal.origin(), file.getKey(), file.getValue()));
    }
    for (Map<String, Decision> unit : units.values()) {
      write(unit);
    }
    Map<String, List<String>> gone =
        kept.of(proposal.origin()).stream()
            .filter(path -> !proposal.files().containsKey(path))
            .collect(
                Collectors.groupingBy(ProposalFolder::unit, TreeMap::new, Collectors.toList()));
    for (List<String> unit : gone.values()) {
      remove(unit, proposal.whole());
    }
    return List.copyOf(said);
  }

  /** Whether a file is there that is somebody's, or of a discovery of another place. */
  public boolean isOthers(String origin, String path) {
    try {
      Optional<String> before = kept.proposed(path);
      boolean own = before.isPresent() && KeptProposals.isOf(origin, before.get());
      return !own && kept.text(path).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unit(String path) {
    return path.replaceFirst("\\.[a-z]+$", "");
  }

  private Decision decision(String origin, String path, String text) throws IOException {
    Optional<String> before = kept.proposed(path);
    Optional<String> mine = kept.text(path);
    boolean own = before.isPresent() && KeptProposals.isOf(origin, before.get());
    if (mine.isEmpty()) {
      return own
          ? Decision.refused(path + ": was removed by somebody, and is not written again")
          : taken(path, text, "written");
    }
    if (mine.get().equals(text)) {
      return new Decision(Optional.empty(), Optional.of(text), List.of(path + ": is up to date"));
    }
    if (before.isEmpty()) {
      return Decision.refused(path + ": is somebody else's, and stays as it is");
    }
    if (!own) {
      return Decision.refused(path + ": is of the discovery of another place, and stays as it is");
    }
    return mine.equals(before)
        ? taken(path, text, "updated")
        : merged(path, before.get(), mine.get(), text);
  }

  private static Decision taken(String path, String text, String what) {
    return new Decision(Optional.of(text), Optional.of(text), List.of(path + ": " + what));
  }

  private static Decision merged(String path, String before, String mine, String text) {
    LineMerge.Merged merged =
        LineMerge.of(before.lines().toList(), mine.lines().toList(), text.lines().toList());
    String result = text(merged.lines());
    if (!isRead(path, result) && isRead(path, mine)) {
      return Decision.refused(
          path + ": was changed by somebody where it would be updated, and stays as it is");
    }
    boolean same = result.equals(mine);
    List<String> said = new ArrayList<>();
    said.add(
        path
            + (same ? ": stays as somebody changed it" : ": updated around what somebody changed"));
    merged.refused().forEach(line -> said.add(path + ": was not given the line: " + line.strip()));
    return new Decision(
        same ? Optional.empty() : Optional.of(result), Optional.of(text(merged.taken())), said);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static boolean isRead(String path, String text) {
    Problems problems = new Problems();
    if (path.endsWith(".yml")) {
      YamlFile.parse(text, path, problems);
    }
    return problems.isEmpty();
  }

  private void write(Map<String, Decision> unit) throws IOException {
    Optional<String> refused =
        unit.entrySet().stream()
            .filter(each -> each.getValue().proposed().isEmpty())
            .map(Map.Entry::getKey)
            .findFirst();
    for (var each : unit.entrySet()) {
      String path = each.getKey();
      Decision decision = each.getValue();
      if (refused.isPresent() && decision.text().isPresent()) {
        said.add(path + ": stays as it is, like " + refused.get());
      } else {
        said.addAll(decision.said());
      }
      if (refused.isEmpty()) {
        if (decision.text().isPresent()) {
          kept.put(path, decision.text().get());
        }
        kept.keep(path, decision.proposed().get());
      }
    }
  }

  private void remove(List<String> unit, boolean whole) throws IOException {
    boolean changed = false;
    for (String path : unit) {
      Optional<String> mine = kept.text(path);
      changed |= mine.isPresent() && !mine.equals(kept.proposed(path));
    }
    for (String path : unit) {
      if (!whole) {
        said.add(path + ": stays, because not all could be read, and what it is of may be there");
      } else if (changed) {
        said.add(
            path + ": is of something that is no longer found; somebody changed it, so it stays");
      } else if (kept.text(path).isPresent()) {
        kept.remove(path);
        said.add(path + ": removed, because what it is of is no longer found");
      } else {
        kept.forget(path);
      }
    }
  }
}
