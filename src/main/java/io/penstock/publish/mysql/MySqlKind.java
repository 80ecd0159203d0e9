package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.publish.TargetKind;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets that speak MySQL's protocol. */
public final class MySqlKind implements TargetKind {
  private static final List<String> TYPES =
      List.of(
          ("tinyint smallint mediumint int integer bigint decimal numeric float double real bit bool"
                  + " boolean date datetime timestamp time year char varchar tinytext text mediumtext"
                  + " longtext binary varbinary tinyblob blob mediumblob longblob json enum set")
              .split(" ", -1));

  private static final String SIZES = "(?:\\(\\s*\\d{1,9}\\s*(?:,\\s*\\d{1,9}\\s*)?\\))";
  private static final String VALUES = "(?:\\(\\s*'[^'\\\\]*'(?:\\s*,\\s*'[^'\\\\]*')*\\s*\\))";
  private static final Pattern SHAPE =
      Pattern.compile(
          "([a-z]+)(?: precision)?\\s*(?:"
              + SIZES
              + "|"
              + VALUES
              + ")?(?:\\s+(?:unsigned|zerofill|(?:character set|charset|collate) [a-z0-9_]+))*");

  // Types enter a CREATE TABLE as they are.
  @Override
  public Optional<String> typeProblem(String column, String type) {
    Matcher shape = SHAPE.matcher(type.strip().toLowerCase(Locale.ROOT));
    boolean shaped = shape.matches();
    if (shaped && TYPES.contains(shape.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        "the type of '"
            + column
            + "' is none that MySQL has. Found: '"
            + type
            + "'. "
            + (shaped
                ? Nearest.hint(shape.group(1), TYPES)
                : "Write it as in varchar(64), decimal(18,2) or int unsigned."));
  }

  @Override
  public Target open(
      ConnectionSpec connection, PublishSpec publication, SecretResolver secrets, Exports exports) {
    return new MySqlTarget(MySqlEndpoint.of(connection, secrets));
  }
}
