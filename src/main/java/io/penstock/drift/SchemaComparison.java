package io.penstock.drift;

import io.penstock.spec.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds the columns that a source has against those that it had, each with its type. */
final class SchemaComparison {
  private SchemaComparison() {}

  /**
   * What differs.
   *
   * @param was types by the names of columns
   * @param now the same
   */
  static List<Drift> of(String source, Map<String, String> was, Map<String, String> now) {
    Map<String, String> before = lower(was);
    Map<String, String> after = lower(now);
    Map<String, String> gone = without(was, after.keySet());
    Map<String, String> added = without(now, before.keySet());
    List<Drift> found = new ArrayList<>();
    gone.forEach(
        (name, type) -> {
          String other = renamed(name, type, was, now, added);
          if (other == null) {
            found.add(drift(source, Drift.Kind.COLUMN_GONE, name, type, ""));
          } else {
            added.remove(other);
            found.add(drift(source, Drift.Kind.COLUMN_RENAMED, name, name, other));
          }
        });
    added.forEach((name, t) -> found.add(drift(source, Drift.Kind.COLUMN_ADDED, name, "", t)));
    was.forEach(
        (name, type) -> {
          String other = after.getOrDefault(name.toLowerCase(Locale.ROOT), type);
          if (!other.equalsIgnoreCase(type)) {
            found.add(drift(source, Drift.Kind.TYPE_CHANGED, name, type, other));
          }
        });
    return found;
  }

  static Drift drift(String source, Drift.Kind kind, String column, String was, String now) {
    return new Drift(source, kind, column, was, now, false, List.of());
  }

  /** A new column of the same type in the same place, or of a name that is nearly the same. */
  private static String renamed(
      String name,
      String type,
      Map<String, String> was,
      Map<String, String> now,
      Map<String, String> added) {
    List<String> alike =
        added.keySet().stream().filter(other -> added.get(other).equalsIgnoreCase(type)).toList();
    int place = List.copyOf(was.keySet()).indexOf(name);
    List<String> names = List.copyOf(now.keySet());
    return alike.stream()
        .filter(other -> was.size() == now.size() && names.indexOf(other) == place)
        .findFirst()
        .or(() -> Nearest.of(name, alike))
        .orElse(null);
  }

  private static Map<String, String> lower(Map<String, String> columns) {
    Map<String, String> lower = new LinkedHashMap<>();
    columns.forEach((name, type) -> lower.put(name.toLowerCase(Locale.ROOT), type));
    return lower;
  }

  private static Map<String, String> without(Map<String, String> columns, Set<String> lower) {
    Map<String, String> rest = new LinkedHashMap<>(columns);
    rest.keySet().removeIf(name -> lower.contains(name.toLowerCase(Locale.ROOT)));
    return rest;
  }
}
