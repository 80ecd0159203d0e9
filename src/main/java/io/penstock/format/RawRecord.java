package io.penstock.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** One record of a file as it was written, before any type is looked at. */
public sealed interface RawRecord {

  /** Where it starts: the physical line, counted from 1. */
  long line();

  /**
   * A delimited record of the expected width.
   *
   * @param values in the order of the file; null where an unquoted field is the null value
   */
  record Fields(long line, List<String> values) implements RawRecord {}

  /**
   * A JSON object; its numbers are {@code LiteralNumber} nodes that keep their text.
   *
   * @param repeated of keys that come again with another value, what they had before the last one,
   *     as text; by the key of the record in which that is
   */
  record Document(long line, ObjectNode object, Map<String, String> repeated) implements RawRecord {
    /** One that names each of its keys once. */
    public Document(long line, ObjectNode object) {
      this(line, object, Map.of());
    }
  }

  /**
   * A record that cannot be read.
   *
   * @param raw its text, with U+FFFD where bytes were not valid
   * @param reason what is wrong, as the end of the sentence "the record …"
   */
  record Malformed(long line, String raw, String reason) implements RawRecord {}
}
