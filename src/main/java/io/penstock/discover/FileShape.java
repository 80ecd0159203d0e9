package io.penstock.discover;

import io.penstock.spec.FormatSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a file is written.
 *
 * @param settings what its format says that is not so unless it is said, as YAML by key
 * @param names of its columns, as they stand in the file
 */
record FileShape(FormatSpec format, Map<String, String> settings, List<String> names) {
  FileShape {
    names = List.copyOf(names);
  }

  /** Whether nothing in the file names its columns. */
  boolean isNameless() {
    return format.namesColumnsByPosition();
  }

  /** Whether a file of the other shape may be of the same table. */
  boolean isLike(FileShape other) {
    if (!settings.equals(other.settings) || !format.type().equals(other.format.type())) {
      return false;
    }
    if (isNameless()) {
      return names.size() == other.names.size();
    }
    return Alike.are(lower(), other.lower());
  }

  private Set<String> lower() {
    Set<String> lower = new TreeSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /** What it is, in a few words. */
  String what() {
    String special = settings.isEmpty() ? "" : " " + Written.flow(settings);
    return format.type() + special;
  }
}
