package io.penstock.discover;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.format.RawRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a column, or two, that tell the records apart that were looked at. */
final class KeyGuess {
  private static final int COLUMNS = 8;
  private static final int PAIRED = 4;
  private static final int FEWEST = 2;
  private static final Pattern ID =
      Pattern.compile(
          "(?i)(.*[_ -])?(id|key|code|uuid|number|nr|no)|.*[a-z](Id|ID|Key|Code|Number)");

  private final List<String> header;
  private final Map<List<String>, Set<Object>> seen = new LinkedHashMap<>();
  private final Set<List<String>> repeated = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private long records;

  /**
   * @param header empty where records name their columns
   */
  KeyGuess(List<String> header) {
    this.header = header;
  }

  void see(RawRecord record) {
    Map<String, String> values = new LinkedHashMap<>();
    if (record instanceof RawRecord.Fields fields) {
      for (int i = 0; i < Math.min(Math.min(COLUMNS, header.size()), fields.values().size()); i++) {
        values.put(header.get(i), fields.values().get(i));
      }
    } else if (record instanceof RawRecord.Document document) {
      document.object().properties().stream()
          .limit(COLUMNS)
          .forEach(field -> values.put(field.getKey(), text(field.getValue())));
    }
    records++;
    see(values);
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private void see(Map<String, String> values) {
    List<String> names = List.copyOf(values.keySet());
    for (int i = 0; i < names.size(); i++) {
      String one = values.get(names.get(i));
      if (one == null || one.isEmpty()) {
        missing.add(names.get(i));
      }
      see(List.of(names.get(i)), one + "");
      for (int j = i + 1; j < Math.min(PAIRED, names.size()); j++) {
        see(List.of(names.get(i), names.get(j)), List.of(one + "", values.get(names.get(j)) + ""));
      }
    }
  }

  private void see(List<String> candidate, Object value) {
    if (!repeated.contains(candidate)
        && !seen.computeIfAbsent(candidate, name -> new HashSet<>()).add(value)) {
      repeated.add(candidate);
      seen.remove(candidate);
    }
  }

  /** By their names in the file; empty where nothing is sure enough. */
  List<String> keys() {
    if (records < FEWEST) {
      return List.of();
    }
    List<List<String>> candidates =
        seen.entrySet().stream()
            // One that came later was not in the records before.
            .filter(candidate -> candidate.getValue().size() == records)
            .map(Map.Entry::getKey)
            .filter(names -> names.stream().noneMatch(missing::contains))
            .toList();
    return candidates.stream()
        .filter(names -> names.size() == 1 && ID.matcher(names.get(0)).matches())
        .findFirst()
        .or(() -> candidates.stream().filter(names -> names.equals(first())).findFirst())
        .or(() -> candidates.stream().filter(names -> names.size() == 2).findFirst())
        .orElse(List.of());
  }

  private List<String> first() {
    return header.isEmpty()
        ? seen.keySet().stream().findFirst().orElse(List.of())
        : header.subList(0, 1);
  }
}
