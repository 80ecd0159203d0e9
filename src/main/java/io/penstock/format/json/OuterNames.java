package io.penstock.format.json;

import java.util.ArrayList;
import java.util.List;

/**
 * What the values of the objects on the way to rows are called: by the object that they are of, so
 * that a column is the same thing in every record, whatever keys its rows have.
 */
record OuterNames(List<String> objects) {
  private static final String ROOT = "document";

  /**
   * @param segments of the path; the last one leads to the rows
   */
  static OuterNames of(List<String> segments) {
    List<String> objects = new ArrayList<>(List.of(ROOT));
    StringBuilder whole = new StringBuilder(ROOT);
    for (String segment : segments) {
      String name = segment.replaceAll("[{}]", "");
      whole.append('_').append(name);
      objects.add(objects.contains(name) ? whole.toString() : name);
    }
    return new OuterNames(objects);
  }

  /**
   * @param at how many segments lead to the object
   */
  String of(int at, String key) {
    return objects.get(at) + "_" + key;
  }
}
