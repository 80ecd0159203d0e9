package io.penstock.format.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.format.FilePart;
import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Document;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.text.Line;
import io.penstock.format.text.Lines;
import java.io.IOException;

/** One object a line; a line that is none costs only itself. Blank lines are no records. */
final class JsonLinesReader extends JsonRecordReader {
  private final Lines lines;
  private final long end;

  JsonLinesReader(Lines lines, FilePart part) {
    this.lines = lines;
    this.end = part.to();
  }

  @Override
  protected RawRecord read() {
    Line line = nextLine();
    while (line != null && isBlank(line.text())) {
      line = nextLine();
    }
    return line == null ? null : record(line);
  }

  private Line nextLine() {
    return lines.position() < end ? lines.next() : null;
  }

  @Override
  public Place place() {
    return new Place(lines.position(), lines.number(), lines.charset().name(), false, false);
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
      return new Document(line.number(), object, parsed.repeated());
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
