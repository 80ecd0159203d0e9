package io.penstock.spec.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lays one tree over another: mappings are merged key by key, anything else is replaced, and {@code
 * null} takes a key away.
 */
public final class Overlay {
  private Overlay() {}

  public static Yaml.Mapping over(Yaml.Mapping base, Yaml.Mapping over) {
    Map<String, Yaml.Entry> merged = new LinkedHashMap<>(base.entries());
    over.entries()
        .forEach(
            (key, entry) -> merged.merge(key, entry, (below, above) -> mergeEntry(below, above)));
    return new Yaml.Mapping(base.entries().isEmpty() ? over.origin() : base.origin(), merged);
  }

  private static Yaml.Entry mergeEntry(Yaml.Entry below, Yaml.Entry above) {
    if (below.value() instanceof Yaml.Mapping lower
        && above.value() instanceof Yaml.Mapping upper) {
      return new Yaml.Entry(above.origin(), over(lower, upper));
    }
    if (above.value() instanceof Yaml.Scalar scalar && scalar.isNull()) {
      // To a merge of maps null says that the key goes.
      return null;
    }
    return above;
  }
}
