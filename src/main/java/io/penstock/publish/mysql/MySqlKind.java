package io.penstock.publish.mysql;

import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.publish.TargetKind;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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

  /** What a URL may say of TLS on its own, and would say over what the connection says. */
  private static final Pattern TLS =
      Pattern.compile(
          "(?i)[?&(,]\\s*(sslMode|useSSL|requireSSL|verifyServerCertificate|trustCert|fallbackTo)");

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
    String url = secrets.resolve(connection.url(), connection.at());
    if (!url.startsWith("jdbc:mysql://") || MySqlEndpoint.database(url).isEmpty()) {
      throw MySqlErrors.noMySqlUrl(connection, url);
    }
    return new MySqlTarget(
        new MySqlEndpoint(
            url,
            connection.user().map(user -> secrets.resolve(user, connection.at())).orElse(""),
            connection.password().map(p -> secrets.resolve(p, connection.at())).orElse(""),
            certificates(connection, url)));
  }

  /** The certificates of the connection's file; empty if it names none. */
  private static String certificates(ConnectionSpec connection, String url) {
    if (connection.ca().isEmpty()) {
      return "";
    }
    Path file = connection.ca().get();
    if (TLS.matcher(url).find()) {
      throw MySqlErrors.tlsTwice(connection);
    }
    try {
      String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (TrustedCertificates.count(pem) == 0) {
        throw MySqlErrors.noCertificates(connection, file, "no certificate in it");
      }
      return pem;
    } catch (IOException | GeneralSecurityException e) {
      throw MySqlErrors.noCertificates(connection, file, e.getMessage());
    }
  }
}
