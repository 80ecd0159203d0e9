package io.penstock.spec.read;

import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.yaml.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be the name of something. */
final class NameRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");
  private static final Pattern COLUMN = Pattern.compile("[^ ,;{}()\\n\\t=`'\"\\\\.]{1,128}");
  private static final Pattern TARGET = Pattern.compile("[\\p{L}0-9_$-]{1,50}");

  private NameRules() {}

  /** Names of pipelines, sources, models, targets, variables: they become tables and step names. */
  static boolean check(String name, String what, Origin at, Problems problems) {
    return report(
        NAME.matcher(name).matches(),
        at,
        problems,
        what
            + " cannot be named '"
            + name
            + "' because names are letters, digits and underscores, begin with a letter and have 60"
            + " characters at most. Rename it.");
  }

  static boolean checkColumn(String name, Origin at, Problems problems) {
    return report(
        COLUMN.matcher(name).matches() && !name.startsWith("_"),
        at,
        problems,
        "a column cannot be named '"
            + name
            + "' because spaces, quotes and , ; { } ( ) = . have a meaning in SQL and a leading"
            + " underscore is Penstock's own. Choose another name, and say 'from' for the name in"
            + " the file.");
  }

  static boolean checkTarget(String name, Origin at, Problems problems) {
    return report(
        TARGET.matcher(name).matches(),
        at,
        problems,
        "a table of the target cannot be named '"
            + name
            + "' because only letters, digits, '_', '$' and '-' are safe in every database, and 50"
            + " characters leave room for the shadow table. Choose another 'table'.");
  }

  /** The columns under {@code keys}, each once. */
  static List<String> keys(Fields fields) {
    return names(fields, "keys");
  }

  /** The columns under a key, each once. */
  static List<String> names(Fields fields, String key) {
    List<String> names = fields.texts(key);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        fields.problem(
            key,
            "'"
                + key
                + "' names the column '"
                + name
                + "' twice. Keep it once; case does not count.");
      }
    }
    return names;
  }

  private static boolean report(boolean good, Origin at, Problems problems, String sentence) {
    if (!good) {
      problems.add(at, sentence);
    }
    return good;
  }
}
