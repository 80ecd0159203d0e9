package io.penstock.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, for people, for a pull request, for a program. */
public record DriftReport(String pipeline, String environment, Drifts.Found found) {
  private static final int SHOWN = 12;

  /** A line for each, and what is made of it below. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(changes());
    lines.addAll(found.notes());
    lines.add(summary());
    return lines;
  }

  /** The changes alone; those of tables that nobody reads are one. */
  public List<String> changes() {
    List<String> lines = new ArrayList<>();
    Map<String, List<String>> added = new LinkedHashMap<>();
    for (Drift drift : found.drifts()) {
      if (drift.kind() == Drift.Kind.TABLE_ADDED) {
        added.computeIfAbsent(drift.source(), source -> new ArrayList<>()).add(drift.now());
        continue;
      }
      lines.add(drift.source() + ": " + drift.sentence() + (drift.forbidden() ? ": refused" : ""));
      List<String> touched = drift.downstream();
      touched.stream().limit(SHOWN).forEach(each -> lines.add("  touches " + each));
      if (touched.size() > SHOWN) {
        lines.add("  and " + (touched.size() - SHOWN) + " more");
      }
    }
    added.forEach((source, tables) -> lines.add(source + ": " + tables(tables)));
    return lines;
  }

  private static String tables(List<String> added) {
    if (added.size() == 1) {
      return "table " + added.get(0) + " is new, and no source names it";
    }
    String shown = String.join(", ", added.subList(0, Math.min(SHOWN, added.size())));
    String more = added.size() > SHOWN ? " and " + (added.size() - SHOWN) + " more" : "";
    return "tables " + shown + more + " are not named by any source";
  }

  private String summary() {
    long forbidden = found.drifts().stream().filter(Drift::forbidden).count();
    int all = found.drifts().size();
    if (all == 0) {
      return "The sources of '" + pipeline + "' are as they were.";
    }
    return all
        + (all == 1 ? " change" : " changes")
        + " since the sources of '"
        + pipeline
        + "' were pinned; "
        + (forbidden == 0
            ? "a run takes " + (all == 1 ? "it." : "them.")
            : forbidden + " refused by a contract.");
  }

  /** A table for a pull request. */
  public String markdown() {
    StringBuilder text = new StringBuilder("### Schema drift: " + pipeline + "\n\n");
    if (!found.drifts().isEmpty()) {
      text.append("| source | change | a run | touches |\n|---|---|---|---|\n");
    }
    for (Drift drift : found.drifts()) {
      List<String> touched = drift.downstream();
      String more = touched.size() > SHOWN ? ", and " + (touched.size() - SHOWN) + " more" : "";
      text.append("| `" + drift.source() + "` | " + cell(drift.sentence()) + " | ")
          .append(drift.forbidden() ? "**is refused**" : "takes it")
          .append(" | ")
          .append(cell(String.join(", ", touched.subList(0, Math.min(SHOWN, touched.size())))))
          .append(more)
          .append(" |\n");
    }
    found.notes().forEach(note -> text.append("\n- ").append(note));
    return text.append("\n").append(summary()).append("\n").toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** The one document of {@code --json}. */
  public String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pipeline", pipeline);
    document.put("env", environment);
    document.put(
        "status", found.isForbidden() ? "refused" : found.drifts().isEmpty() ? "none" : "drifted");
    document.put("drifts", maps(found));
    document.put("notes", found.notes());
    try {
      return new ObjectMapper().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts can be written", e);
    }
  }

  /** The changes as in that document. */
  public static List<Map<String, Object>> maps(Drifts.Found found) {
    return found.drifts().stream().map(DriftReport::map).toList();
  }

  private static Map<String, Object> map(Drift drift) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("source", drift.source());
    map.put("kind", drift.kind().word());
    map.put("column", drift.column().isEmpty() ? null : drift.column());
    map.put("was", drift.was().isEmpty() ? null : drift.was());
    map.put("now", drift.now().isEmpty() ? null : drift.now());
    map.put("guess", drift.kind() == Drift.Kind.COLUMN_RENAMED);
    map.put("forbidden", drift.forbidden());
    map.put("downstream", drift.downstream());
    return map;
  }
}
