package io.penstock.discover;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.format.RawRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds a column, or two, that tell the records apart that were looked at. */
final class KeyGuess {
  private static final int COLUMNS = 64;
  private static final int PAIRED = 4;

  /** How many records make a column a key that is called like one, that is the first, any pair. */
  private static final int FEWEST_NAMED = 2;

  private static final int FEWEST_FIRST = 5;
  private static final int FEWEST_PAIRS = 20;

  /** A key is short. */
  private static final int LONGEST = 200;

  private static final Pattern ID =
      Pattern.compile(
          "(?i)(.*[_ -])?(id|key|code|uuid|number|nr|no)|.*[a-z](Id|ID|Key|Code|Number)");

  private final List<String> header;
  private final Map<List<String>, Set<Long>> seen = new LinkedHashMap<>();
  private final Set<List<String>> repeated = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private long records;
  private List<String> first = List.of();

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
    if (records++ == 0) {
      first = values.keySet().stream().limit(1).toList();
    }
    see(values);
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private void see(Map<String, String> values) {
    List<String> names = List.copyOf(values.keySet());
    for (int i = 0; i < names.size(); i++) {
      String one = values.get(names.get(i));
      if (one == null || one.isEmpty() || one.length() > LONGEST) {
        missing.add(names.get(i));
      }
      if (i == 0 || ID.matcher(names.get(i)).matches()) {
        see(List.of(names.get(i)), TextHash.of(one));
      }
      for (int j = i + 1; j < Math.min(PAIRED, names.size()); j++) {
        see(List.of(names.get(i), names.get(j)), TextHash.of(one, values.get(names.get(j))));
      }
    }
  }

  private void see(List<String> candidate, long value) {
    if (!repeated.contains(candidate)
        && candidate.stream().noneMatch(missing::contains)
        && !seen.computeIfAbsent(candidate, name -> new HashSet<>()).add(value)) {
      repeated.add(candidate);
      seen.remove(candidate);
    }
  }

  /** By their names in the file; empty where nothing is sure enough. */
  List<String> keys() {
    List<List<String>> candidates =
        seen.entrySet().stream()
            // One that came later was not in the records before.
            .filter(candidate -> candidate.getValue().size() == records)
            .map(Map.Entry::getKey)
            .filter(names -> names.stream().noneMatch(missing::contains))
            .toList();
    return first(
            FEWEST_NAMED,
            candidates,
            names -> names.size() == 1 && ID.matcher(names.get(0)).matches())
        .or(() -> first(FEWEST_FIRST, candidates, names -> names.equals(first)))
        .or(() -> first(FEWEST_PAIRS, candidates, names -> names.size() == 2))
        .orElse(List.of());
  }

  private Optional<List<String>> first(
      int fewest, List<List<String>> candidates, Predicate<List<String>> suits) {
    return candidates.stream().filter(names -> records >= fewest).filter(suits).findFirst();
  }
}
