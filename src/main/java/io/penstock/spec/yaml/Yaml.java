package io.penstock.spec.yaml;

import io.penstock.spec.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML value that knows where it was written. */
public sealed interface Yaml {

  Origin origin();

  /** What a message calls this kind of value. */
  String kind();

  /** A mapping; keys keep their order, and each knows its own place. */
  record Mapping(Origin origin, Map<String, Entry> entries) implements Yaml {
    public Mapping {
      entries = new LinkedHashMap<>(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** The value under a key, and where the key stands. */
  record Entry(Origin origin, Yaml value) {}

  /** A list. */
  record Sequence(Origin origin, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A text with a variable that is not defined; that has been reported, so nothing else is. */
  record Undefined(Origin origin) implements Yaml {
    @Override
    public String kind() {
      return "a variable that is not defined";
    }
  }

  /**
   * A single value.
   *
   * @param plain whether it was written without quotes, so that it may be a number or a boolean
   */
  record Scalar(Origin origin, String text, boolean plain) implements Yaml {
    @Override
    public String kind() {
      return isNull()
          ? "nothing"
          : isBoolean()
              ? "a boolean"
              : isInteger() ? "a whole number" : isNumber() ? "a number" : "a text";
    }

    /** Whether a text is a number or a boolean when nothing says that it is a text. */
    static boolean isTyped(String text) {
      Scalar plain = new Scalar(new Origin("", 0), text, true);
      return plain.isBoolean() || plain.isNumber();
    }

    boolean isNull() {
      return plain && text.matches("|~|null|Null|NULL");
    }

    boolean isBoolean() {
      return plain && text.matches("true|True|TRUE|false|False|FALSE");
    }

    boolean isInteger() {
      return plain && text.matches("[-+]?[0-9]{1,18}");
    }

    boolean isNumber() {
      return plain && text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    }
  }
}
