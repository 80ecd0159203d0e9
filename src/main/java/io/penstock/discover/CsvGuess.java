package io.penstock.discover;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnNames;
import io.penstock.format.file.RecordReaders;
import io.penstock.format.infer.SchemaInference;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.CsvRows;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.TextStyle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How a delimited file is written, guessed from its beginning. */
final class CsvGuess {
  private static final List<String> DELIMITERS = List.of(",", "\t", ";", "|", "\u0001", "^");
  private static final List<String> NULLS = List.of("NULL", "null", "NA", "N/A", "None", "-");
  private static final String HIVE_NULL = "\\N";
  private static final double REGULAR = 0.8;

  private final Sample sample;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private CsvGuess(Sample sample) {
    this.sample = sample;
  }

  static FileShape of(Sample sample) throws IOException, NoDataException {
    return new CsvGuess(sample).shape();
  }

  private FileShape shape() throws IOException, NoDataException {
    String text = sample.text();
    if (text.isBlank()) {
      throw new NoDataException("is empty");
    }
    RecordWidths quoted = best(text, true);
    RecordWidths plain = best(text, false);
    boolean quotes = !text.contains("\"") || quoted.share() + 0.1 >= plain.share();
    RecordWidths widths = quotes ? quoted : plain;
    boolean divided =
        RecordWidths.of(text, ",", quotes).widths().stream().anyMatch(width -> width > 1);
    if (widths.usual() > 1 ? widths.share() < REGULAR : divided) {
      throw new NoDataException(
          "has records of different widths whatever the delimiter is, as a text has that is no"
              + " table. Write its source by hand if it is one");
    }
    String delimiter = widths.usual() > 1 ? widths.delimiter() : ",";
    boolean escapes = quotes && text.contains("\\\"") && !text.contains("\"\"");
    FormatSpec.Csv format =
        new FormatSpec.Csv(
            false,
            1,
            widths.usual() > 1 ? widths.before() : 0,
            delimiter,
            quotes ? "\"" : "",
            escapes ? "\\" : quotes ? "\"" : "",
            sample.charset().name(),
            TextStyle.withNull(""),
            CsvRows.ALL);
    List<List<String>> records = records(format);
    if (records.isEmpty()) {
      throw new NoDataException("has no record that can be read");
    }
    boolean header = isHeader(records);
    FormatSpec.Csv styled = styled(with(format, header, format.texts()), records, header);
    say(styled);
    List<String> names =
        header
            ? records.get(0).stream().map(name -> Objects.toString(name, "")).toList()
            : ColumnNames.byPosition(records.get(0).size());
    return new FileShape(styled, settings, names);
  }

  private static RecordWidths best(String text, boolean quotes) {
    return DELIMITERS.stream()
        .map(delimiter -> RecordWidths.of(text, delimiter, quotes))
        .max(Comparator.comparingDouble(RecordWidths::score))
        .orElseThrow();
  }

  private List<List<String>> records(FormatSpec.Csv format) throws IOException {
    List<List<String>> records = new ArrayList<>();
    try (RecordReader reader = new RecordReaders(format).open(sample::stream, "sample", 0)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof RawRecord.Fields fields) {
          records.add(fields.values());
        }
      }
    }
    return records;
  }

  /** A header names each column once, in words that are no values of their columns. */
  private static boolean isHeader(List<List<String>> records) {
    List<String> first = records.get(0).stream().map(name -> Objects.toString(name, "")).toList();
    Set<String> names = new LinkedHashSet<>(first);
    if (SchemaInference.value(TextStyle.withNull(""), first).isPresent()
        || (names.size() < first.size() && first.size() - names.size() > 1)) {
      return false;
    }
    for (int i = 0; i < first.size(); i++) {
      for (List<String> record : records.subList(1, records.size())) {
        if (i < record.size() && !first.get(i).isBlank() && first.get(i).equals(record.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The way of writing numbers and NULL with which most columns have a type. */
  private FormatSpec.Csv styled(FormatSpec.Csv format, List<List<String>> all, boolean header) {
    List<List<String>> records = header ? all.subList(1, all.size()) : all;
    List<String> nulls = new ArrayList<>(List.of(""));
    if (holds(records, HIVE_NULL)) {
      nulls.add(HIVE_NULL);
    }
    FormatSpec.Csv best = with(format, header, style(nulls, ".", ""));
    for (String word : NULLS) {
      if (holds(records, word)) {
        List<String> more = Stream.concat(nulls.stream(), Stream.of(word)).toList();
        FormatSpec.Csv other = with(format, header, style(more, ".", ""));
        if (typed(other, records) > typed(best, records)) {
          best = other;
          nulls = more;
        }
      }
    }
    for (List<String> marks : List.of(List.of(",", "."), List.of(",", ""), List.of(".", ","))) {
      FormatSpec.Csv other = with(format, header, style(nulls, marks.get(0), marks.get(1)));
      if (typed(other, records) > typed(best, records)) {
        best = other;
      }
    }
    return best;
  }

  private static TextStyle style(List<String> nulls, String decimal, String group) {
    return new TextStyle(nulls, decimal, group, List.of(), List.of());
  }

  private static boolean holds(List<List<String>> records, String word) {
    return records.stream().anyMatch(record -> record.contains(word));
  }

  private static long typed(FormatSpec.Csv format, List<List<String>> records) {
    Set<String> nulls = Set.copyOf(format.texts().nulls());
    return SchemaInference.ofFields(
            format,
            List.of(),
            records.stream()
                .map(
                    record ->
                        (RawRecord)
                            new RawRecord.Fields(
                                1,
                                record.stream()
                                    .map(v -> v == null || nulls.contains(v) ? null : v)
                                    .toList()))
                .iterator())
        .stream()
        .map(ColumnSpec::type)
        .filter(type -> !type.equals("string"))
        .count();
  }

  private static FormatSpec.Csv with(FormatSpec.Csv format, boolean header, TextStyle texts) {
    return new FormatSpec.Csv(
        header,
        1,
        format.skipRows(),
        format.delimiter(),
        format.quote(),
        format.escape(),
        format.encoding(),
        texts,
        format.rows());
  }

  private void say(FormatSpec.Csv format) {
    FormatSpec.Csv usual = FormatSpec.Csv.standard();
    say("header", !format.header(), "false");
    say("skip_rows", format.skipRows() > 0, Integer.toString(format.skipRows()));
    say("delimiter", !format.delimiter().equals(usual.delimiter()), text(format.delimiter()));
    say("quote", !format.quote().equals(usual.quote()), text(format.quote()));
    say(
        "escape",
        !format.quote().isEmpty() && !format.escape().equals(format.quote()),
        text(format.escape()));
    say("encoding", !sample.encoding().isEmpty(), text(sample.encoding()));
    TextStyle texts = format.texts();
    say("null_value", texts.nulls().size() > 1, Written.list(texts.nulls()));
    say("decimal_separator", !texts.decimalSeparator().equals("."), text(texts.decimalSeparator()));
    say("group_separator", !texts.groupSeparator().isEmpty(), text(texts.groupSeparator()));
  }

  private static String text(String text) {
    return Written.yaml(text);
  }

  private void say(String key, boolean unusual, String value) {
    if (unusual) {
      settings.put(key, value);
    }
  }
}
