package io.penstock.bi;

import io.penstock.spec.ConnectionSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JDBC URL says of where a server is; whatever else it says is left out. */
public final class JdbcAddress {
  private static final Pattern SHAPE =
      Pattern.compile(
          "jdbc:(mysql|redshift)(?::iam)?://(?:[^/@]*@)?([^:/?,@]+)(?::(\\d{1,5}))?(?:,[^/]*)?/([^?;&]+).*");

  private JdbcAddress() {}

  /**
   * The server of a connection; empty if it is none that these tools know.
   *
   * @param url of the connection, as it is meant
   */
  public static Optional<BiSource> of(ConnectionSpec connection, String url, List<String> tables) {
    Matcher shape = SHAPE.matcher(url);
    if (!shape.matches()) {
      return Optional.empty();
    }
    boolean mysql = shape.group(1).equals("mysql");
    BiKind kind = mysql ? BiKind.MYSQL : BiKind.REDSHIFT;
    return Optional.of(
        new BiSource(
            connection.name(),
            kind,
            shape.group(2),
            shape.group(3) == null ? kind.usualPort() : Integer.parseInt(shape.group(3)),
            shape.group(4),
            mysql ? "" : connection.staging().schema().orElse("public"),
            "",
            tables));
  }
}
