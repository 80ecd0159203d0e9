package io.penstock.format.bind;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Signs in a header that the file is not written as its spec says. Each is a reason to refuse the
 * file as a whole, because its records would be read wrongly.
 */
public final class HeaderSuspicion {
  private HeaderSuspicion() {}

  /** A header of so many characters in one name is none. */
  private static final int LONGEST = 10_000;

  private static final int POSITIONS_SHOWN = 5;
  private static final List<String> MARKUP = List.of("<!doctype", "<html", "<?xml");

  /**
   * All that is wrong with the names, whatever is declared; empty when nothing is.
   *
   * @param records some that stand under them, if any are known
   */
  public static List<String> of(
      List<ColumnSpec> declared,
      FormatSpec.Csv format,
      List<String> names,
      List<List<String>> records) {
    List<String> problems = new ArrayList<>();
    if (!names.isEmpty() && isMarkup(names.get(0))) {
      return List.of(
          "it is a page of HTML or XML, such as a server sends in place of a file that it does not"
              + " give; look at what 'from' leads to");
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).length() > LONGEST) {
        return List.of(
            "column %d of its header has a name of %,d characters, where at most %,d are read"
                .formatted(i + 1, names.get(i).length(), LONGEST));
      }
    }
    DelimiterGuess.of(declared, format, names, records).ifPresent(problems::add);
    if (problems.isEmpty()) {
      wrappedInQuotes(names, problems);
      badNames(declared, names, problems);
    }
    if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
      problems.add("its header holds NUL characters; the encoding may be UTF-16");
    }
    return problems;
  }

  private static boolean isMarkup(String name) {
    String start = name.stripLeading().toLowerCase(Locale.ROOT);
    return MARKUP.stream().anyMatch(start::startsWith);
  }

  /** Where all columns that are wanted are there, others may be called as they like. */
  private static void badNames(
      List<ColumnSpec> declared, List<String> names, List<String> problems) {
    boolean allThere =
        !declared.isEmpty()
            && NameMatch.of(declared, ColumnNames.ofHeader(names)).found() == declared.size();
    Map<String, List<Integer>> positions = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      positions.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(i + 1);
    }
    positions.forEach(
        (name, at) -> {
          long wanted = declared.stream().filter(c -> c.fileName().equals(name)).count();
          if (name.isBlank() && !allThere) {
            problems.add(
                at.size() == 1
                    ? "column %d of its header has no name".formatted(at.get(0))
                    : "%d columns of its header have no name (%s)".formatted(at.size(), shown(at)));
          } else if (at.size() > 1 && (!allThere || wanted == 1)) {
            problems.add(
                "its header names '%s' %s (columns %s)"
                    .formatted(name, at.size() == 2 ? "twice" : at.size() + " times", shown(at)));
          }
        });
  }

  private static String shown(List<Integer> positions) {
    int some = Math.min(positions.size(), POSITIONS_SHOWN);
    List<String> words = positions.stream().limit(some).map(String::valueOf).toList();
    return some < positions.size()
        ? String.join(", ", words) + " and more"
        : String.join(", ", words.subList(0, some - 1)) + " and " + words.get(some - 1);
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
