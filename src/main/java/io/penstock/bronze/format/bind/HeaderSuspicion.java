package io.penstock.bronze.format.bind;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Signs in a header that the file is not written as its spec says. Each is a reason to refuse the
 * file as a whole, because its records would be read wrongly.
 */
public final class HeaderSuspicion {
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|", ", ", "^", " ");
  private static final Map<String, String> SPOKEN = Map.of("\t", "TAB", " ", "a space");
  private static final int WORDS_OF_A_NAME = 4;

  private HeaderSuspicion() {}

  /** All that is wrong with the names, whatever is declared; empty when nothing is. */
  public static List<String> of(
      List<ColumnSpec> declared, FormatSpec.Csv format, List<String> names) {
    List<String> problems = new ArrayList<>();
    wrongDelimiter(declared, format, names, problems);
    if (problems.isEmpty()) {
      wrappedInQuotes(names, problems);
      badNames(names, problems);
    }
    if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
      problems.add("its header holds NUL characters; the encoding may be UTF-16");
    }
    return problems;
  }

  private static void badNames(List<String> names, List<String> problems) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer before = seen.putIfAbsent(names.get(i), i);
      if (names.get(i).isBlank()) {
        problems.add("column %d of its header has no name".formatted(i + 1));
      } else if (before != null) {
        problems.add(
            "its header names '%s' twice (columns %d and %d)"
                .formatted(names.get(i), before + 1, i + 1));
      }
    }
  }

  private static void wrappedInQuotes(List<String> names, List<String> problems) {
    for (String name : names) {
      String word = name.strip();
      char first = word.isEmpty() ? 0 : word.charAt(0);
      if (word.length() > 1 && "'\"`".indexOf(first) >= 0 && word.endsWith(word.substring(0, 1))) {
        problems.add(
            "its header holds %s with the quotes as part of the name; the quote may be %s, or the delimiter have a space"
                .formatted(word, first));
        return;
      }
    }
  }

  private static void wrongDelimiter(
      List<ColumnSpec> declared, FormatSpec.Csv format, List<String> names, List<String> problems) {
    long found = NameMatch.of(declared, names).found();
    boolean spaced =
        names.size() > 1 && names.stream().skip(1).allMatch(name -> name.startsWith(" "));
    if (names.isEmpty() || (names.size() > 1 && !spaced) || exactlyDeclared(declared, names)) {
      return;
    }
    String best = null;
    for (String candidate : DELIMITERS) {
      List<String> split = split(String.join(format.delimiter(), names), candidate);
      long hits = NameMatch.of(declared, split).found();
      boolean better = declared.isEmpty() ? manifold(candidate, split) : hits > found;
      if (!candidate.equals(format.delimiter()) && better || (spaced && candidate.equals(", "))) {
        best = candidate;
        found = Math.max(hits, found);
        if (declared.isEmpty() && !spaced) {
          break;
        }
      }
    }
    if (best != null) {
      problems.add(
          "its header has %d %s with the delimiter %s, but %d with %s; set format.delimiter"
              .formatted(
                  names.size(),
                  names.size() == 1 ? "column" : "columns",
                  spoken(format.delimiter()),
                  split(String.join(format.delimiter(), names), best).size(),
                  spoken(best)));
    }
  }

  private static boolean exactlyDeclared(List<ColumnSpec> declared, List<String> names) {
    return !declared.isEmpty()
        && declared.stream().allMatch(column -> names.contains(column.fileName()));
  }

  /** A single name may well have a space, hardly three. */
  private static boolean manifold(String candidate, List<String> split) {
    return split.size() >= (candidate.equals(" ") ? WORDS_OF_A_NAME : 2);
  }

  private static List<String> split(String header, String delimiter) {
    return Arrays.stream(header.split(Pattern.quote(delimiter), -1))
        .map(name -> name.replaceAll("^[\"'`]|[\"'`]$", ""))
        .toList();
  }

  private static String spoken(String delimiter) {
    return SPOKEN.getOrDefault(delimiter, "'" + delimiter + "'");
  }
}
