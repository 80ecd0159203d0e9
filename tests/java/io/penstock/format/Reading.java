package io.penstock.format;

import io.penstock.format.RawRecord.Document;
import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.csv.CsvRecordReader;
import io.penstock.format.json.JsonRecordReader;
import io.penstock.spec.FormatSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A whole small file read into memory, to be looked at from all sides. */
public record Reading(List<String> header, String headerProblem, List<RawRecord> records) {

  public static Reading csv(FormatSpec.Csv format, byte[] bytes) {
    return all(CsvRecordReader.open(format, () -> new ByteArrayInputStream(bytes), "test.csv"));
  }

  public static Reading csv(FormatSpec.Csv format, String text) {
    return csv(format, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Reading csv(String text) {
    return csv(FormatSpec.Csv.standard(), text);
  }

  public static Reading csv(FormatSpec.Csv format, Path path) {
    return all(CsvRecordReader.open(format, () -> stream(path), path.getFileName().toString()));
  }

  public static Reading json(FormatSpec.Json format, byte[] bytes) {
    return all(JsonRecordReader.open(format, new ByteArrayInputStream(bytes), "test.json"));
  }

  public static Reading json(FormatSpec.Json format, String text) {
    return json(format, text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream stream(Path path) {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reading all(RecordReader reader) {
    try (reader) {
      List<RawRecord> records = new ArrayList<>();
      reader.forEachRemaining(records::add);
      return new Reading(reader.header(), reader.headerProblem().orElse(null), records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of the good records. */
  public List<List<String>> rows() {
    return records.stream()
        .filter(Fields.class::isInstance)
        .map(record -> ((Fields) record).values())
        .toList();
  }

  /** The good objects as JSON text. */
  public List<String> objects() {
    return records.stream()
        .filter(Document.class::isInstance)
        .map(record -> ((Document) record).object().toString())
        .toList();
  }

  public List<Malformed> malformed() {
    return records.stream().filter(Malformed.class::isInstance).map(Malformed.class::cast).toList();
  }

  public List<String> reasons() {
    return malformed().stream().map(Malformed::reason).toList();
  }
}
