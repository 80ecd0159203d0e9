package io.penstock.format.infer;

import io.penstock.format.RawRecord;
import io.penstock.format.bind.ColumnNames;
import io.penstock.format.bind.HeaderSuspicion;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.TextStyle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proposes columns from sample records. A type is proposed only when every value of the sample
 * converts to it and back without loss; malformed records are left out.
 */
public final class SchemaInference {
  /** Tables with a column for each year are common. */
  private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");

  private SchemaInference() {}

  /** Of a delimited file; without a header the columns are called by their position. */
  public static List<ColumnSpec> ofFields(
      FormatSpec.Csv format, List<String> header, Iterator<RawRecord> sample) {
    List<ColumnEvidence> evidence = new ArrayList<>();
    header.forEach(name -> evidence.add(new ColumnEvidence(format.texts())));
    while (sample.hasNext()) {
      if (sample.next() instanceof RawRecord.Fields fields) {
        for (int i = 0; i < fields.values().size(); i++) {
          if (i == evidence.size()) {
            evidence.add(new ColumnEvidence(format.texts()));
          }
          evidence.get(i).see(fields.values().get(i));
        }
      }
    }
    return columns(header, evidence);
  }

  /**
   * Reasons not to take columns from a file with such a header, each the end of "the file cannot be
   * read, because …"; empty when there are none.
   *
   * @param sample of that file
   */
  public static List<String> headerProblems(
      FormatSpec.Csv format, List<String> header, List<RawRecord> sample) {
    List<List<String>> records =
        sample.stream()
            .filter(RawRecord.Fields.class::isInstance)
            .map(record -> ((RawRecord.Fields) record).values())
            .toList();
    List<String> problems = new ArrayList<>(HeaderSuspicion.of(List.of(), format, header, records));
    looksLikeData(format.texts(), header, problems);
    return problems;
  }

  private static void looksLikeData(TextStyle style, List<String> header, List<String> problems) {
    value(style, header)
        .ifPresent(
            name ->
                problems.add(
                    "its header holds the value '%s'; if the file has no header, set format.header to false"
                        .formatted(name)));
  }

  /** The first name of a header that is a value rather, such as a number; empty if none is. */
  public static Optional<String> value(TextStyle style, List<String> header) {
    for (String name : header) {
      ColumnEvidence evidence = new ColumnEvidence(style);
      evidence.see(name);
      if (name != null
          && !name.isBlank()
          && !YEAR.matcher(name).matches()
          && !evidence.type().sqlType().equals("string")) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static List<ColumnSpec> columns(List<String> header, List<ColumnEvidence> evidence) {
    List<String> taken = new ArrayList<>();
    List<ColumnSpec> columns = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      String fileName = i < header.size() ? header.get(i) : "";
      String name = ColumnNames.unused(fileName, i, taken);
      taken.add(name);
      columns.add(evidence.get(i).type(fileName).column(name, fileName));
    }
    return columns;
  }

  /** Of a column whose values are known without reading a record; null is NULL. */
  public static ColumnSpec ofValues(
      String name, String fileName, List<String> values, TextStyle style) {
    ColumnEvidence evidence = new ColumnEvidence(style);
    values.forEach(evidence::see);
    return evidence.type(fileName).column(name, fileName);
  }

  /** Of JSON objects: their keys in the order of first sight. */
  public static List<ColumnSpec> ofDocuments(Iterator<RawRecord> sample) {
    Map<String, NodeEvidence> evidence = new LinkedHashMap<>();
    while (sample.hasNext()) {
      if (sample.next() instanceof RawRecord.Document document) {
        document
            .object()
            .properties()
            .forEach(
                entry ->
                    evidence
                        .computeIfAbsent(entry.getKey(), key -> new NodeEvidence())
                        .see(entry.getValue()));
      }
    }
    List<String> taken = new ArrayList<>();
    List<ColumnSpec> columns = new ArrayList<>();
    evidence.forEach(
        (key, seen) -> {
          String name = ColumnNames.unused(key, columns.size(), taken);
          taken.add(name);
          columns.add(seen.type(key).ofKey(name, key));
        });
    return columns;
  }

  /** A Spark type and how its values are written. */
  record InferredType(String sqlType, Optional<String> pattern) {
    static final InferredType STRING = of("string");

    static InferredType of(String sqlType) {
      return new InferredType(sqlType, Optional.empty());
    }

    /** That of a key of a JSON object, which may be empty. */
    ColumnSpec ofKey(String name, String key) {
      return new ColumnSpec(
          name, sqlType, key.equals(name) ? Optional.empty() : Optional.of(key), pattern);
    }

    ColumnSpec column(String name, String fileName) {
      Optional<String> from =
          fileName.isEmpty() || fileName.equals(name) ? Optional.empty() : Optional.of(fileName);
      return new ColumnSpec(name, sqlType, from, pattern);
    }
  }
}
