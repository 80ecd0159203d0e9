package io.penstock.format.json;

import io.penstock.format.FilePart;
import io.penstock.format.SequentialReader;
import io.penstock.format.text.Lines;
import io.penstock.spec.FormatSpec;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The records of a JSON file. A byte-order mark is passed over and wins over the encoding. A record
 * is an object; anything else, a key with two values, half a surrogate pair, bytes that are not
 * text and nesting beyond 1,000 levels are malformed.
 */
public abstract class JsonRecordReader extends SequentialReader {
  JsonRecordReader() {}

  /** A file of one object a line, or a part of it. */
  public static JsonRecordReader ofLines(Lines lines, FilePart part) {
    return new JsonLinesReader(lines, part);
  }

  /** All of a file: lines or documents, as the format says. */
  public static JsonRecordReader open(FormatSpec.Json format, InputStream in, String fileName) {
    JsonRecordReader records =
        format.lines()
            ? ofLines(Lines.open(in, format.encoding(), fileName), FilePart.whole(0, false))
            : new JsonDocumentsReader(in, format.encoding(), fileName);
    return format.explode().isEmpty()
        ? records
        : new ExplodingReader(records, new ExplodePath(format.explode()));
  }

  @Override
  public final List<String> header() {
    return List.of();
  }

  @Override
  public final Optional<String> headerProblem() {
    return Optional.empty();
  }
}
