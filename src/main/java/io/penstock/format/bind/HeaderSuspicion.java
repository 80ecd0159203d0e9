package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs in a header that the file is not written as its spec says. Each is a reason to refuse the
 * file as a whole, because its records would be read wrongly.
 */
public final class HeaderSuspicion {
  private HeaderSuspicion() {}

  /** All that is wrong with the names, whatever is declared; empty when nothing is. */
  public static List<String> of(
      List<ColumnSpec> declared, FormatSpec.Csv format, List<String> names) {
    List<String> problems = new ArrayList<>();
    DelimiterGuess.of(declared, format, names).ifPresent(problems::add);
    if (problems.isEmpty()) {
      wrappedInQuotes(names, problems);
      badNames(declared, names, problems);
    }
    if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
      problems.add("its header holds NUL characters; the encoding may be UTF-16");
    }
    return problems;
  }

  /** Where all columns that are wanted are there, others may be called as they like. */
  private static void badNames(
      List<ColumnSpec> declared, List<String> names, List<String> problems) {
    boolean allThere =
        !declared.isEmpty()
            && NameMatch.of(declared, ColumnNames.ofHeader(names)).found() == declared.size();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Integer before = seen.putIfAbsent(names.get(i), i);
      String name = names.get(i);
      long wanted = declared.stream().filter(column -> column.fileName().equals(name)).count();
      if (name.isBlank() && !allThere) {
        problems.add("column %d of its header has no name".formatted(i + 1));
      } else if (before != null && (!allThere || wanted == 1)) {
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
}
