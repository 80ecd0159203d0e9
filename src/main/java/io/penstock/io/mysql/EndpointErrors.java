package io.penstock.io.mysql;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.Redaction;
import io.penstock.spec.SpecException;
import java.nio.file.Path;

/** The sentences about connections that lead nowhere. */
final class EndpointErrors {
  private EndpointErrors() {}

  static SpecException noMySqlUrl(ConnectionSpec connection, String url) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used for MySQL because its 'url' is not of the form"
            + " jdbc:mysql://host:port/database. Found: "
            + (connection.url().isReference()
                ? "something else, which is a secret and not shown"
                : Redaction.url(url))
            + ".");
  }

  static SpecException tlsTwice(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' says with 'ca' whose certificate the server shows, and its 'url' says something of"
            + " TLS too, which would win. Take sslMode, useSSL and the like out of the url.");
  }

  static SpecException noCertificates(ConnectionSpec connection, Path file, String found) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used because its 'ca' is no file of certificates. Found: '"
            + file
            + "' ("
            + found
            + "). Give one as PEM, such as the global-bundle.pem that Amazon publishes for RDS.");
  }

  static OutsideException noTrustStore(Exception e) {
    return OutsideException.ofPermanent(
        "The certificates of a connection cannot be kept in a file for the driver because "
            + e.getMessage()
            + ". Check that the folder for temporary files can be written.",
        e);
  }
}
