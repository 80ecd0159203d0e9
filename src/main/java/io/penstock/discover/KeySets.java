package io.penstock.discover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Whether records have all the same keys. */
final class KeySets {
  private Set<String> first;
  private boolean differing;

  void see(ObjectNode record) {
    if (differing) {
      return;
    }
    if (first == null) {
      first = new HashSet<>();
      record.fieldNames().forEachRemaining(first::add);
    }
    differing =
        record.size() != first.size()
            || record.properties().stream().anyMatch(field -> !first.contains(field.getKey()));
  }

  boolean areDiffering() {
    return differing;
  }
}
