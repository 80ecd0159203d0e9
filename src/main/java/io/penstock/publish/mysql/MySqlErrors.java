package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkErrors;
import io.penstock.publish.Publication;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.Redaction;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Puts what the server or its driver says into one sentence, with the way out. */
final class MySqlErrors {
  private static final Set<Integer> RETRY =
      Set.of(1205, 1213, 1040, 1053, 1158, 1159, 1160, 1161, 1290, 1317, 1836);
  private static final Set<Integer> BAD_DATA =
      Set.of(1048, 1261, 1262, 1264, 1265, 1292, 1366, 1406);
  private static final Set<Integer> RIGHTS = Set.of(1044, 1142, 1143, 1227);

  static final int NO_SUCH_DATABASE = 1049;

  private MySqlErrors() {}

  /** Whether the same may succeed a little later. */
  static boolean isTransient(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return !isUntrusted(e)
        && (RETRY.contains(e.getErrorCode()) || state.startsWith("08") || state.equals("40001"));
  }

  /** Finds the server's word in whatever Spark wrapped it in. */
  static Optional<SQLException> in(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  /**
   * @param place what is being done to which table, such as {@code Step 'publish.w.t'}
   */
  static PenstockException sentence(String place, MySqlEndpoint server, SQLException e) {
    String said = said(e);
    int code = e.getErrorCode();
    String at = place + ": cannot publish to " + server.display() + " because ";
    if (code == 1045 || code == 1698) {
      return OutsideException.ofPermanent(
          at
              + "the server refuses the user '"
              + server.user()
              + "'. Found: "
              + said
              + ". Check 'user' and 'password' of the connection in the environment file.",
          e);
    }
    if (RIGHTS.contains(code)) {
      return OutsideException.ofPermanent(
          at
              + "a right is missing. Found: "
              + said
              + ". Grant it with: GRANT CREATE, DROP, ALTER,"
              + " INSERT, DELETE, UPDATE, SELECT, INDEX ON `"
              + database(server)
              + "`.* TO '"
              + server.user()
              + "'@'%';",
          e);
    }
    if (code == NO_SUCH_DATABASE) {
      return OutsideException.ofPermanent(
          at
              + "there is no database '"
              + database(server)
              + "'. Create it with: CREATE DATABASE `"
              + database(server)
              + "` CHARACTER SET utf8mb4;",
          e);
    }
    if (code == 1021 || code == 1114 || code == 1041) {
      return OutsideException.ofPermanent(
          at
              + "the server's disk is full. Found: "
              + said
              + ". Free some space there and run again; readers still see the version before.",
          e);
    }
    if (code == 1062) {
      return new RefusedException(
          at
              + "two rows share a key there. Found: "
              + said
              + ". Compare the model's keys with the unique indexes and collations of the table;"
              + " readers still see the version before.");
    }
    if (BAD_DATA.contains(code)) {
      return new RefusedException(
          at
              + "a value does not fit. Found: "
              + said
              + ". Choose a wider type under 'types' of the publication; readers still see the version"
              + " before.");
    }
    if (isUntrusted(e)) {
      return OutsideException.ofPermanent(
          at
              + "the server's certificate is not to be trusted. Found: "
              + said
              + ". Check that the 'ca' of the connection is of who signed it, and that the url names"
              + " the host as the certificate does.",
          e);
    }
    if (isTransient(e)) {
      return OutsideException.ofTransient(
          at
              + "the server does not answer as it should. Found: "
              + said
              + ". Check that it runs and can be reached, then run again; readers still see a whole"
              + " version.",
          e);
    }
    return OutsideException.ofPermanent(at + "the server says: " + said + ".", e);
  }

  // The driver wraps a plain "Connection refused" in a paragraph about packets.
  private static String said(SQLException e) {
    Throwable inner = e;
    while (String.valueOf(inner.getMessage()).startsWith("Communications link failure")
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    String text = String.valueOf(inner.getMessage()).strip().replaceAll("\\s+", " ");
    return Redaction.text(text.replaceAll("\\.$", ""));
  }

  static String database(MySqlEndpoint server) {
    return MySqlEndpoint.database(server.url());
  }

  static SpecException noQuery(MySqlEndpoint server, String why) {
    return new SpecException(
        "The query cannot be run on " + server.display() + " because " + why + ".");
  }

  static OutsideException notAnswered(MySqlEndpoint server, SQLException e) {
    return OutsideException.ofPermanent(
        "The query cannot be run on "
            + server.display()
            + " because the server says: "
            + said(e)
            + ".",
        e);
  }

  /** Whether the server showed a certificate that was not to be trusted. */
  private static boolean isUntrusted(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof CertificateException || t instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }

  static OutsideException cannotPublish(Publication publication, Exception e) {
    return OutsideException.ofPermanent(
        "Step '" + publication.step() + "': cannot publish because " + SparkErrors.reason(e) + ".",
        e);
  }

  static OutsideException heldByReaders(PatientDdl ddl, SQLException e) {
    return OutsideException.ofTransient(
        "Step '"
            + ddl.publication().step()
            + "': cannot publish '"
            + ddl.publication().table()
            + "' because a transaction on "
            + ddl.server().display()
            + " holds the table and did not let go in "
            + ddl.timeouts().renames()
            + " tries of "
            + ddl.timeouts().readerSeconds()
            + " s. SHOW FULL PROCESSLIST there shows who it is; end that transaction and run"
            + " again; readers still see the version before.",
        e);
  }

  static RefusedException noRoomForOld(Publication publication, String old) {
    return new RefusedException(
        "Step '"
            + publication.step()
            + "': cannot keep the version before as '"
            + old
            + "' because a table of that name is there that Penstock did not make. Rename it.");
  }

  static OutsideException lockedByOther(Publication publication) {
    return OutsideException.ofTransient(
        "Step '"
            + publication.step()
            + "': cannot publish '"
            + publication.table()
            + "' because another run is publishing it right now. Wait for it to end and run"
            + " again.",
        null);
  }
}
