package io.penstock.format.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Document;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.text.Line;
import io.penstock.format.text.LineReader;
import java.io.IOException;
import java.io.InputStream;

/** One object a line; a line that is none costs only itself. Blank lines are no records. */
final class JsonLinesReader extends JsonRecordReader {
  private final LineReader lines;

  JsonLinesReader(InputStream in, String encoding, String fileName) {
    this.lines = LineReader.open(in, encoding, fileName);
  }

  @Override
  protected RawRecord read() {
    Line line = lines.next();
    while (line != null && isBlank(line.text())) {
      line = lines.next();
    }
    return line == null ? null : record(line);
  }

  /** Blank as JSON has it: other white space is not, and then is an error of that line. */
  private static boolean isBlank(String text) {
    return text.chars().allMatch(c -> c == ' ' || c == '\t');
  }

  private static RawRecord record(Line line) {
    if (line.problem() != null) {
      return new Malformed(line.number(), line.text(), line.problem());
    }
    JsonText.Parsed parsed = JsonText.parse(line.text());
    if (parsed.node() instanceof ObjectNode object) {
      return new Document(line.number(), object);
    }
    String reason =
        parsed.node() == null ? parsed.reason() : JsonDocumentsReader.notAnObject(parsed.node());
    return new Malformed(line.number(), line.text(), reason);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
