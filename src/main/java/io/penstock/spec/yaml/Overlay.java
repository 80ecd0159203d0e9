package io.penstock.spec.yaml;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lays one tree over another: mappings are merged key by key, anything else is replaced. So is a
 * mapping whose {@code type} becomes another one, because its keys are those of that type.
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
        && above.value() instanceof Yaml.Mapping upper
        && sameType(lower, upper)) {
      return new Yaml.Entry(above.origin(), over(lower, upper));
    }
    return above;
  }

  private static boolean sameType(Yaml.Mapping lower, Yaml.Mapping upper) {
    return !(type(lower) instanceof Yaml.Scalar below)
        || !(type(upper) instanceof Yaml.Scalar above)
        || below.text().equals(above.text());
  }

  private static Yaml type(Yaml.Mapping mapping) {
    Yaml.Entry entry = mapping.entries().get("type");
    return entry == null ? null : entry.value();
  }
}
