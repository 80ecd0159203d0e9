package io.penstock.discover;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.file.RecordReaders;
import io.penstock.spec.FormatSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** How a JSON file is written, guessed from its beginning. */
final class JsonGuess {
  private static final int RECORDS = 200;

  private JsonGuess() {}

  static boolean fits(String name, String text) {
    return name.matches("(?i).*\\.(json|jsonl|ndjson)(\\.(gz|bz2))?")
        || text.stripLeading().startsWith("{")
        || text.stripLeading().startsWith("[");
  }

  /**
   * @param whole opens all of the file: a document may be longer than its beginning
   */
  static FileShape of(Sample sample, Supplier<InputStream> whole) throws IOException {
    boolean lines =
        records(new FormatSpec.Json(true, sample.charset().name()), sample::stream).stream()
            .findFirst()
            .filter(RawRecord.Document.class::isInstance)
            .isPresent();
    Map<String, String> settings = new LinkedHashMap<>();
    if (!lines) {
      settings.put("layout", "document");
    }
    if (!sample.encoding().isEmpty()) {
      settings.put("encoding", Written.yaml(sample.encoding()));
    }
    FormatSpec.Json format = new FormatSpec.Json(lines, sample.charset().name());
    List<RawRecord> first = records(format, whole);
    if (first.size() == 1 && first.get(0) instanceof RawRecord.Document document) {
      String path = ExplodeGuess.of(document.object()).orElse("");
      if (!path.isEmpty()) {
        settings.put("explode", Written.yaml(path));
        format = new FormatSpec.Json(lines, sample.charset().name(), path);
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (RawRecord record : records(format, lines ? sample::stream : whole)) {
      if (record instanceof RawRecord.Document document) {
        document.object().fieldNames().forEachRemaining(names::add);
      }
    }
    return new FileShape(format, settings, List.copyOf(names));
  }

  private static List<RawRecord> records(FormatSpec.Json format, Supplier<InputStream> file)
      throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (RecordReader reader = new RecordReaders(format).open(file, "sample", 0)) {
      while (records.size() < RECORDS && reader.hasNext()) {
        records.add(reader.next());
      }
    }
    return records;
  }
}
