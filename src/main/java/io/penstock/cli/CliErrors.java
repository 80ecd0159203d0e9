package io.penstock.cli;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkErrors;
import io.penstock.spec.Nearest;
import io.penstock.spec.OutsideException;
import io.penstock.spec.Redaction;
import io.penstock.spec.SpecException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The sentences of the command line. */
final class CliErrors {
  private CliErrors() {}

  static SpecException noHost() {
    return new SpecException(
        "--host: is needed with --warehouse, and the variable DATABRICKS_HOST is not set. Say the"
            + " workspace, such as --host dbc-a1b2c3d4-e5f6.cloud.databricks.com.");
  }

  static OutsideException biNotWritten(Path folder, IOException e) {
    return OutsideException.ofPermanent(
        "Folder '"
            + folder
            + "': cannot be written because the disk refuses it ("
            + e.getMessage()
            + "). Name another place with --out.",
        e);
  }

  static OutsideException proposalNotWritten(Path folder, IOException e) {
    return OutsideException.ofPermanent(
        "Folder '"
            + folder
            + "': cannot be written because the disk refuses it ("
            + e.getMessage()
            + "). Name another place with --write.",
        e);
  }

  static SpecException nothingToDiscover(String where, Path environment, Set<String> connections) {
    return new SpecException(
        "'"
            + where
            + "': cannot be looked at because it is no file or folder here, and "
            + environment
            + " defines no such connection. "
            + (connections.isEmpty()
                ? "Define it there under 'connections', with url, user and password."
                : Nearest.hint(where, connections)));
  }

  static SpecException databaseNotDiscovered(
      String connection, MySqlEndpoint server, SQLException e) {
    return new SpecException(
        "Connection '"
            + connection
            + "': "
            + server.display()
            + " cannot be looked at because "
            + Redaction.text(String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                .replaceFirst("[.]$", "")
            + ". Check its url, user and password in the environment file.",
        e);
  }

  static SpecException filesNotDiscovered(String where, IOException e) {
    boolean nothing = e instanceof FileNotFoundException;
    return new SpecException(
        "'"
            + where
            + "': cannot be looked at because "
            + (nothing ? "nothing is there" : SparkErrors.reason(e))
            + ". Check the path, and the rights on it.",
        e);
  }

  static SpecException limitTooLow(int limit) {
    return new SpecException("--limit: must be 1 or more. Found: " + limit + ".");
  }

  static SpecException pageIsAFolder(Path html) {
    return new SpecException(
        "--html: cannot be a folder. Found: '"
            + html
            + "'. Name a file, such as "
            + html.resolve("page.html")
            + ".");
  }

  static OutsideException pageNotWritten(Path html, IOException e) {
    return OutsideException.ofPermanent(
        "Page '"
            + html
            + "': cannot be written because the disk refuses it ("
            + e.getMessage()
            + "). Name another place with --html.",
        e);
  }

  static OutsideException homeNotWritten(Path home, IOException e) {
    return OutsideException.ofPermanent(
        "Folder '"
            + home
            + "': cannot be written because "
            + e.getMessage()
            + ". Make it writable, or set PENSTOCK_HOME to another folder.",
        e);
  }

  static SpecException noShare(Object dirty) {
    return new SpecException(
        "--dirty must be a share of the rows such as 2%. Found: '" + dirty + "'.");
  }

  static SpecException noTarget(String connection, List<String> known) {
    return new SpecException(
        "The query cannot be run on '"
            + connection
            + "' because nothing is published there. "
            + Nearest.hint(connection, known));
  }
}
