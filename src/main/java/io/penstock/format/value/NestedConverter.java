package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.format.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/** For structs, arrays and maps: JSON nodes, or a text that holds JSON. */
abstract class NestedConverter implements ValueConverter {
  private static final long serialVersionUID = 1L;

  @Override
  public final Conversion fromText(String text) {
    if (text.isBlank()) {
      return Conversion.NULL;
    }
    JsonText.Parsed parsed = JsonText.parse(text);
    return parsed.node() == null ? Conversion.rejected(parsed.reason()) : fromJson(parsed.node());
  }

  @Override
  public final Conversion fromJson(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? Conversion.NULL : nested(node, new Parts());
  }

  abstract Conversion nested(JsonNode node, Parts parts);

  /** The values inside: one that is rejected rejects the whole, what is left over is told. */
  static final class Parts {
    private final List<Object> values = new ArrayList<>();
    private String rejection;
    private String leftOver;

    void add(String name, Conversion part) {
      if (part instanceof Conversion.Value value) {
        values.add(value.value());
      } else if (part instanceof Conversion.Partial partial) {
        values.add(partial.value());
        leftOver = partial.reason();
      } else if (part instanceof Conversion.Rejected rejected) {
        rejection = "holds at '%s' what %s".formatted(name, rejected.reason());
      }
    }

    void leave(String key) {
      leftOver = "holds the undeclared key '%s'".formatted(key);
    }

    List<Object> values() {
      return values;
    }

    Conversion as(Object value) {
      if (rejection != null) {
        return Conversion.rejected(rejection);
      }
      return leftOver == null ? Conversion.of(value) : new Conversion.Partial(value, leftOver);
    }
  }
}
