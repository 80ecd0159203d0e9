package io.penstock.spec.read;

import io.penstock.spec.CsvRows;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.TextStyle;
import io.penstock.spec.yaml.Fields;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Optional;

/** Reads a source's {@code format}. */
final class FormatReader {
  private enum JsonLayout {
    LINES,
    DOCUMENT
  }

  private enum EmptyRows {
    KEEP,
    SKIP
  }

  private enum ShortRows {
    MALFORMED,
    PAD
  }

  /** As many lines are looked ahead of each record. */
  private static final int MOST_FOOTER = 1_000;

  private final Problems problems;

  FormatReader(Problems problems) {
    this.problems = problems;
  }

  Optional<FormatSpec> read(Fields file) {
    Optional<Fields> format = file.requiredFields("format", "It says csv, json or parquet.");
    if (format.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = format.get();
    Optional<FormatSpec> read =
        switch (fields.required("type").orElse("")) {
          case "csv" -> Optional.of(csv(fields));
          case "json" -> Optional.of(json(fields));
          case "parquet" -> Optional.of(new FormatSpec.Parquet());
          case "" -> Optional.empty();
          default -> unknown(fields);
        };
    if (read.isPresent()) {
      fields.end();
    }
    return read;
  }

  private static Optional<FormatSpec> unknown(Fields fields) {
    fields.problem(
        "type",
        "'format.type' cannot be '"
            + fields.text("type", "")
            + "'. Valid are: csv, json, parquet.");
    return Optional.empty();
  }

  private FormatSpec csv(Fields fields) {
    FormatSpec.Csv standard = FormatSpec.Csv.standard();
    String quote = single(fields, "quote", standard.quote());
    return new FormatSpec.Csv(
        fields.flag("header", standard.header()),
        (int) fields.integer("header_rows", 1, 1000).orElse(standard.headerRows()),
        (int) fields.integer("skip_rows", 0, 1_000_000_000).orElse(standard.skipRows()),
        delimiter(fields, standard.delimiter()),
        quote,
        single(fields, "escape", quote),
        encoding(fields, standard.encoding()),
        texts(fields, standard.texts()),
        rows(fields, standard.rows()));
  }

  private static TextStyle texts(Fields fields, TextStyle standard) {
    String decimal = single(fields, "decimal_separator", standard.decimalSeparator());
    String group = single(fields, "group_separator", standard.groupSeparator());
    if (decimal.isEmpty() || decimal.equals(group)) {
      fields.problem(
          "decimal_separator",
          "'format.decimal_separator' must be one character, another one than"
              + " 'format.group_separator'.");
    }
    List<String> trues = fields.textOrTexts("true_value", standard.trues());
    List<String> falses = fields.textOrTexts("false_value", standard.falses());
    trues.stream()
        .filter(word -> falses.stream().anyMatch(word::equalsIgnoreCase))
        .findFirst()
        .ifPresent(
            word ->
                fields.problem(
                    fields.has("true_value") ? "true_value" : "false_value",
                    "'format.true_value' and 'format.false_value' both have '"
                        + word
                        + "', in any case. Keep it in one of them."));
    return new TextStyle(
        fields.textOrTexts("null_value", standard.nulls()), decimal, group, trues, falses);
  }

  private static CsvRows rows(Fields fields, CsvRows standard) {
    return new CsvRows(
        single(fields, "comment", standard.comment()),
        (int) fields.integer("skip_footer", 0, MOST_FOOTER).orElse(standard.skipFooter()),
        fields.choice("empty_rows", EmptyRows.KEEP) == EmptyRows.SKIP,
        fields.choice("short_rows", ShortRows.MALFORMED) == ShortRows.PAD);
  }

  private FormatSpec json(Fields fields) {
    return new FormatSpec.Json(
        fields.choice("layout", JsonLayout.LINES) == JsonLayout.LINES,
        encoding(fields, "UTF-8"),
        explode(fields));
  }

  private static String explode(Fields fields) {
    String path = fields.text("explode", "");
    boolean sound =
        !fields.has("explode")
            || path.matches("(\\{[A-Za-z]\\w*}|[^.{}]+)(\\.(\\{[A-Za-z]\\w*}|[^.{}]+))*");
    if (!sound) {
      fields.problem(
          "explode",
          "'format.explode' must be keys with dots between them, where {name} stands for any key and"
              + " gives it as a column, such as facts.{concept}.units. Found: '"
              + path
              + "'.");
    }
    return sound ? path : "";
  }

  private static String delimiter(Fields fields, String otherwise) {
    String text = unescaped(fields.text("delimiter", otherwise));
    if (text.isEmpty() || text.contains("\n") || text.contains("\r")) {
      fields.problem("delimiter", "'format.delimiter' must be one or more characters of one line.");
      return otherwise;
    }
    return text;
  }

  private static String single(Fields fields, String key, String otherwise) {
    String text = unescaped(fields.text(key, otherwise));
    if (text.length() > 1) {
      fields.problem(
          key,
          "'format." + key + "' must be one character, or empty for none. Found: '" + text + "'.");
      return otherwise;
    }
    return text;
  }

  // A tab is hard to see in a file, so '\t' between single quotes or none is one too.
  private static String unescaped(String text) {
    return text.equals("\\t") ? "\t" : text;
  }

  private String encoding(Fields fields, String otherwise) {
    String name = fields.text("encoding", otherwise);
    try {
      return Charset.forName(name).name();
    } catch (IllegalCharsetNameException | java.nio.charset.UnsupportedCharsetException e) {
      problems.add(
          fields.origin("encoding"),
          "'format.encoding' cannot be '"
              + name
              + "' because Java knows no such charset. Use one such"
              + " as UTF-8, UTF-16 or windows-1252.");
      return otherwise;
    }
  }
}
