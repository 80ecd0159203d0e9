package io.penstock.drift;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkErrors;
import io.penstock.spec.OutsideException;
import io.penstock.spec.Redaction;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.sql.SQLException;

/** The sentences of sources that cannot be looked at. */
final class DriftErrors {
  private DriftErrors() {}

  private static String place(SourceSpec source) {
    return "Source '" + source.name() + "' (" + source.at() + "): ";
  }

  static SpecException noConnection(SourceSpec source, String connection) {
    return new SpecException(
        place(source)
            + "cannot be looked at because the environment has no connection '"
            + connection
            + "'. Define it under 'connections' of the environment file.");
  }

  static OutsideException notLookedAt(SourceSpec source, MySqlEndpoint server, SQLException e) {
    return OutsideException.ofPermanent(
        place(source)
            + server.display()
            + " cannot be looked at because "
            + Redaction.text(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                .replaceFirst("[.]$", "")
            + ". Check url, user and password of its connection, and whether the server runs.",
        e);
  }

  static OutsideException notListed(SourceSpec source, String path, IOException e) {
    return OutsideException.ofPermanent(
        place(source)
            + "cannot look at '"
            + path
            + "' because "
            + SparkErrors.reason(e)
            + ". Check 'source.path' and the rights on it.",
        e);
  }
}
