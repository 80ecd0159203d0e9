package io.penstock.format.bind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.format.value.Conversion;
import io.penstock.format.value.ValueConverter;
import java.util.List;
import java.util.Map;

/** Puts the values of one JSON object into their columns. */
final class DocumentConversion {
  private final KeyIndex keys;
  private final List<ValueConverter> converters;
  private final NewColumnPolicy policy;

  DocumentConversion(KeyIndex keys, List<ValueConverter> converters, NewColumnPolicy policy) {
    this.keys = keys;
    this.converters = converters;
    this.policy = policy;
  }

  void convert(ObjectNode object, Map<String, String> repeated, TypedRecord typed) {
    repeated.forEach(
        (key, values) ->
            typed.reject(
                key,
                values,
                "comes again with another value; the last one was taken, and not this"));
    boolean[] filled = new boolean[converters.size()];
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      int column = keys.column(key);
      if (column >= 0 && !filled[column] && isForemost(object, key, column)) {
        filled[column] = true;
        declared(key, column, entry.getValue(), typed);
      } else {
        undeclared(key, entry.getValue(), typed);
      }
    }
  }

  /** The raw text is made only when it is needed: that of a nested value costs much. */
  private void declared(String key, int column, JsonNode node, TypedRecord typed) {
    Conversion conversion = converters.get(column).fromJson(node);
    if (conversion instanceof Conversion.Value value) {
      typed.values()[column] = value.value();
    } else {
      RecordConverter.store(typed, column, conversion, key, raw(node));
    }
  }

  /** A key that is only similar gives way to the exact one, wherever that stands. */
  private boolean isForemost(ObjectNode object, String key, int column) {
    return keys.isExact(key, column) || !object.has(keys.exact(column));
  }

  private void undeclared(String key, JsonNode node, TypedRecord typed) {
    if (node.isNull()) {
      return;
    }
    int extra = policy == NewColumnPolicy.ADD ? keys.extra(key) : NameMatch.NONE;
    if (extra >= 0) {
      typed.extras()[extra] = raw(node);
    } else {
      typed.rescue(key, raw(node));
    }
  }

  private static String raw(JsonNode node) {
    return node.isContainerNode() ? node.toString() : node.asText();
  }
}
