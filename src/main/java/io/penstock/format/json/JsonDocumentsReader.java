package io.penstock.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Document;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.text.StrictReader;
import io.penstock.format.text.TextErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Whole documents: one array, streamed element by element, or objects one after another. A document
 * that is no object, or whose first element is none, is one of values, each a record with the key
 * {@value #VALUE}. Where the text breaks, the records before it stay good and the rest is one
 * malformed record.
 */
final class JsonDocumentsReader extends JsonRecordReader {
  private static final String VALUE = "value";

  private final String fileName;
  private final CapturingReader text;
  private final JsonParser parser;
  private boolean ofValues;
  private boolean inArray;
  private boolean afterArray;
  private boolean ended;
  private long count;

  JsonDocumentsReader(InputStream in, String encoding, String fileName) {
    this.fileName = fileName;
    try {
      this.text = new CapturingReader(StrictReader.open(in, encoding, fileName));
      this.parser = JsonText.FACTORY.createParser(text);
    } catch (IOException e) {
      throw TextErrors.broken(fileName, 0, e);
    }
  }

  @Override
  protected RawRecord read() {
    if (ended) {
      return null;
    }
    try {
      return element();
    } catch (JsonProcessingException e) {
      return rest(JsonText.reason(e));
    } catch (StrictReader.InvalidBytesException | CapturingReader.TooLongException e) {
      return rest(e.getMessage());
    } catch (IOException e) {
      throw TextErrors.broken(fileName, line(), e);
    }
  }

  private RawRecord element() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      ended = true;
      return count == 0 && !afterArray ? empty() : null;
    }
    if (inArray && token == JsonToken.END_ARRAY) {
      inArray = false;
      afterArray = true;
      return element();
    }
    if (afterArray) {
      return rest("follows the array that is the document");
    }
    if (!inArray && count > 0 && (ofValues || token != JsonToken.START_OBJECT)) {
      return rest("follows the objects of the file but is none");
    }
    if (!inArray && count == 0 && token == JsonToken.START_ARRAY) {
      inArray = true;
      return element();
    }
    return record();
  }

  private RawRecord record() throws IOException {
    long line = line();
    text.forgetBefore(parser.currentTokenLocation().getCharOffset());
    JsonTree.Built built = JsonTree.build(parser);
    count++;
    long end = parser.currentLocation().getCharOffset();
    String raw = text.textUpTo(end);
    text.forgetBefore(end);
    if (count == 1) {
      ofValues = !(built.node() instanceof ObjectNode);
    }
    if (built.flaw() == null && ofValues) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      row.set(VALUE, built.node());
      return new Document(line, row, ofValue(built.repeated()));
    }
    if (built.flaw() == null && built.node() instanceof ObjectNode object) {
      return new Document(line, object, built.repeated());
    }
    return new Malformed(
        line, raw, built.flaw() != null ? built.flaw() : notAnObject(built.node()));
  }

  private static Map<String, String> ofValue(Map<String, String> repeated) {
    return repeated.isEmpty() ? repeated : Map.of(VALUE, String.join(", ", repeated.values()));
  }

  private Malformed empty() {
    return new Malformed(1, "", "is no JSON document: the file holds no value");
  }

  private Malformed rest(String reason) {
    ended = true;
    return new Malformed(line(), text.rest(), reason);
  }

  private long line() {
    return Math.max(parser.currentTokenLocation().getLineNr(), 1);
  }

  static String notAnObject(JsonNode node) {
    return "is %s where an object is expected".formatted(JsonTree.kind(node));
  }

  @Override
  public void close() throws IOException {
    parser.close();
    text.close();
  }
}
