package io.penstock.bronze;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the folders of a path say, by Hive's rules: {@code dt=2024-01-01}. */
final class FolderNames {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
  private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

  private FolderNames() {}

  /** The value as it is written, of the innermost folder of this key; null if there is none. */
  static String written(String path, String key) {
    String written = null;
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      int equals = names[i].indexOf('=');
      if (equals > 0 && text(names[i].substring(0, equals)).equalsIgnoreCase(key)) {
        written = names[i].substring(equals + 1);
      }
    }
    return written;
  }

  /** The value that is written so; null where it is NULL. */
  static String value(String written) {
    return written == null || written.isEmpty() || written.equals(NULL) ? null : text(written);
  }

  // Hive escapes characters below 128 only, each for itself.
  private static String text(String written) {
    return ESCAPED.matcher(written).replaceAll(FolderNames::unescaped);
  }

  private static String unescaped(MatchResult escaped) {
    char character = (char) Integer.parseInt(escaped.group(1), 16);
    return character < 128
        ? Matcher.quoteReplacement(String.valueOf(character))
        : Matcher.quoteReplacement(escaped.group());
  }
}
