package io.penstock.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.penstock.io.Digests;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a digest is made of, as a JSON document with sorted keys that says nothing by the way: no
 * name of a class, no order of its fields. A key that comes to exist later goes in by {@link
 * #unless}, so that whoever does not use it keeps the digest that they have.
 */
final class Canonical {
  /** Changes when the same definition would be written in another way. */
  private static final String VERSION = "2";

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private final Map<String, Object> values = new TreeMap<>();

  /**
   * @param value text, a number, a truth value, or lists and maps of those
   */
  Canonical with(String key, Object value) {
    values.put(key, value);
    return this;
  }

  /** The same, but what everybody has who says nothing is left out. */
  Canonical unless(Object usual, String key, Object value) {
    return usual.equals(value) ? this : with(key, value);
  }

  /** To be a value of another one. */
  Map<String, Object> map() {
    return values;
  }

  /**
   * @param kind what it is that is defined
   */
  String digest(String kind) {
    try {
      return VERSION + ":" + sha256(kind + "\n" + JSON.writeValueAsString(values)).substring(0, 32);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(String text) {
    return Digests.sha256(text);
  }
}
