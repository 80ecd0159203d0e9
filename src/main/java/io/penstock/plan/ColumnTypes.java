package io.penstock.plan;

import io.penstock.spec.Nearest;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Column types of a target, as the user writes them: they enter a CREATE TABLE as they are. */
final class ColumnTypes {
  private static final List<String> MYSQL =
      List.of(
              "tinyint smallint mediumint int integer bigint decimal numeric float double real bit bool"
                  .split(" ", -1),
              "boolean date datetime timestamp time year char varchar tinytext text mediumtext longtext"
                  .split(" ", -1),
              "binary varbinary tinyblob blob mediumblob longblob json enum set".split(" ", -1))
          .stream()
          .flatMap(java.util.Arrays::stream)
          .toList();

  private static final String SIZES = "(?:\\(\\s*\\d{1,9}\\s*(?:,\\s*\\d{1,9}\\s*)?\\))";
  private static final String VALUES = "(?:\\(\\s*'[^'\\\\]*'(?:\\s*,\\s*'[^'\\\\]*')*\\s*\\))";
  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-z]+)(?: precision)?\\s*(?:"
              + SIZES
              + "|"
              + VALUES
              + ")?(?:\\s+(?:unsigned|zerofill|(?:character set|charset|collate) [a-z0-9_]+))*");

  private ColumnTypes() {}

  /** Adds a problem unless MySQL can know the type. */
  static void checkMySql(String column, String type, Origin at, Problems problems) {
    Matcher shape = SHAPE.matcher(type.strip().toLowerCase(Locale.ROOT));
    boolean shaped = shape.matches();
    if (shaped && MYSQL.contains(shape.group(1))) {
      return;
    }
    problems.add(
        at,
        "the type of '"
            + column
            + "' is none that MySQL has. Found: '"
            + type
            + "'. "
            + (shaped
                ? Nearest.hint(shape.group(1), MYSQL)
                : "Write it as in varchar(64), decimal(18,2) or int unsigned."));
  }
}
