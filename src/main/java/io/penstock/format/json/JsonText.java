package io.penstock.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Strict JSON text to nodes: RFC 8259, at most {@value #DEEPEST} levels, exact numbers. */
public final class JsonText {
  static final int DEEPEST = 1_000;
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(100_000)
                  .maxStringLength(1 << 28)
                  .build())
          .build();

  private JsonText() {}

  /** Either a node or the reason why the text holds none. */
  public record Parsed(JsonNode node, String reason, Map<String, String> repeated) {
    Parsed(JsonNode node, String reason) {
      this(node, reason, Map.of());
    }
  }

  /** Reads a text that must hold exactly one JSON value. */
  public static Parsed parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return new Parsed(null, "holds no JSON value");
      }
      JsonTree.Built built = JsonTree.build(parser);
      if (parser.nextToken() != null) {
        return new Parsed(null, "has text after its JSON value");
      }
      return built.flaw() == null
          ? new Parsed(built.node(), null, built.repeated())
          : new Parsed(null, built.flaw());
    } catch (JsonProcessingException e) {
      return new Parsed(null, reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
  }

  /** What Jackson found, in one line and without its talk of sources. */
  static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    int location = first.indexOf(" (start marker at");
    return "is not valid JSON: " + (location < 0 ? first : first.substring(0, location));
  }
}
