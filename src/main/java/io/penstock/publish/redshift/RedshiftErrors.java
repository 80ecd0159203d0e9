package io.penstock.publish.redshift;

import io.penstock.lake.SparkErrors;
import io.penstock.publish.Publication;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.Redaction;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SpecException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The sentences of publications to Redshift. */
final class RedshiftErrors {
  private static final Set<String> RETRY =
      Set.of("40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300", "25P02");
  private static final String CANCELLED = "57014";

  private RedshiftErrors() {}

  /** Whether the same may succeed a little later. */
  static boolean isTransient(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return RETRY.contains(state) || state.startsWith("08") || isConflict(e);
  }

  /** Whether two transactions were in each other's way. */
  static boolean isConflict(SQLException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("Serializable isolation violation")
        || text.matches("(?s)\\s*ERROR: 1023\\b.*")
        || "40001".equals(e.getSQLState())
        || "40P01".equals(e.getSQLState());
  }

  static boolean isCancelled(SQLException e) {
    return CANCELLED.equals(e.getSQLState());
  }

  static boolean isMissing(SQLException e) {
    return "42P01".equals(e.getSQLState()) || "42703".equals(e.getSQLState());
  }

  /** Whether somebody else has just made the same. */
  static boolean isThere(SQLException e) {
    return Set.of("42P07", "42701", "23505", "42710").contains(String.valueOf(e.getSQLState()));
  }

  /**
   * Finds the server's word in whatever it was wrapped in. The connector wraps it in exceptions of
   * the same class that say nothing and have no state.
   */
  static Optional<SQLException> in(Throwable failure) {
    Optional<SQLException> found = Optional.empty();
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof SQLException sql && (found.isEmpty() || sql.getSQLState() != null)) {
        found = Optional.of(sql);
      }
    }
    return found;
  }

  /**
   * @param place what is being done to which table, such as {@code Step 'publish.w.t'}
   */
  static PenstockException sentence(String place, RedshiftEndpoint server, SQLException e) {
    String said = said(e);
    String state = String.valueOf(e.getSQLState());
    String at = place + ": cannot publish to " + server.display() + " because ";
    if (state.startsWith("28")) {
      return OutsideException.ofPermanent(
          at
              + "the server refuses the user '"
              + server.user()
              + "'. Found: "
              + said
              + ". Check 'user' and 'password' of the connection in the environment file.",
          e);
    }
    if (state.equals("42501")) {
      return OutsideException.ofPermanent(
          at
              + "a right is missing. Found: "
              + said
              + ". Grant it with: GRANT USAGE, CREATE ON SCHEMA "
              + RedshiftStatements.quoted(server.schema())
              + " TO "
              + RedshiftStatements.quoted(server.user())
              + ";",
          e);
    }
    if (state.equals("3D000") || state.equals("3F000")) {
      return OutsideException.ofPermanent(
          at
              + "there is no such database or schema. Found: "
              + said
              + ". Create it, or correct 'url' and 'schema' of the connection.",
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

  // A statement with keys may be part of what the server says.
  static String said(SQLException e) {
    String text = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return Redaction.text(
        text.replaceAll("(?i)(ACCESS_KEY(?:_ID)?|SESSION_TOKEN)\\s+'[^']*'", "$1 '…'")
            .replaceAll("\\.$", ""));
  }

  static SpecException noQuery(RedshiftEndpoint server, String why) {
    return new SpecException(
        "The query cannot be run on " + server.display() + " because " + why + ".");
  }

  static OutsideException notAnswered(RedshiftEndpoint server, SQLException e) {
    return OutsideException.ofPermanent(
        "The query cannot be run on "
            + server.display()
            + " because the server says: "
            + said(e)
            + ".",
        e);
  }

  static SpecException noRedshiftUrl(ConnectionSpec connection, String url) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used for Redshift because its 'url' is not of the form"
            + " jdbc:redshift://host:port/database. Found: "
            + (connection.url().isReference()
                ? "something else, which is a secret and not shown"
                : Redaction.url(url))
            + ".");
  }

  static SpecException noTempdir(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used for Redshift because it has no 'tempdir', to which rows are written"
            + " before they are loaded. Give a prefix in S3, such as tempdir: s3a://bucket/staging.");
  }

  static SpecException noCredentials(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used for Redshift because nothing says as whom it reads 'tempdir'. Give"
            + " 'iam_role', such as default, or 'access_key' and 'secret_key'.");
  }

  /** It takes keys with the token of a session only, or whichever the machine has. */
  static SpecException noRole(ConnectionSpec connection) {
    return new SpecException(
        connection.at()
            + ": the connection '"
            + connection.name()
            + "' cannot be used with 'loader: connector' because the connector does not take"
            + " 'access_key' and 'secret_key'. Give 'iam_role', or use 'loader: copy'.");
  }

  static OutsideException cannotPublish(Publication publication, Exception e) {
    return OutsideException.ofPermanent(
        "Step '" + publication.step() + "': cannot publish because " + SparkErrors.reason(e) + ".",
        e);
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

  static OutsideException heldByReaders(Publication publication, SQLException e) {
    return OutsideException.ofTransient(
        "Step '"
            + publication.step()
            + "': cannot publish '"
            + publication.table()
            + "' because a transaction holds the table and did not let go. Found: "
            + said(e)
            + ". SELECT * FROM svv_transactions shows who it is; end that transaction and run"
            + " again; readers still see the version before.",
        e);
  }

  static OutsideException meanwhile(Publication publication) {
    return OutsideException.ofTransient(
        "Step '"
            + publication.step()
            + "': cannot publish '"
            + publication.table()
            + "' because another run has published it meanwhile. Nothing is to be done; the next run"
            + " compares again.",
        null);
  }

  static RefusedException noRoomForOld(Publication publication, String old) {
    return new RefusedException(
        "Step '"
            + publication.step()
            + "': cannot keep the version before as '"
            + old
            + "' because a table of that name is there that Penstock did not make. Rename it.");
  }

  static OutsideException staging(Publication publication, String place, Exception e) {
    return OutsideException.ofTransient(
        "Step '"
            + publication.step()
            + "': cannot write the rows to '"
            + place
            + "' because "
            + SparkErrors.reason(e)
            + ". Check 'tempdir' of the connection and the rights on the bucket, and run again;"
            + " readers still see the version before.",
        e);
  }

  static RefusedException notLoaded(Publication publication, String found) {
    return new RefusedException(
        "Step '"
            + publication.step()
            + "': cannot publish '"
            + publication.table()
            + "' because Redshift does not take a row. Found: "
            + found
            + ". Correct the model, or choose another type under 'types'; readers still see the"
            + " version before.");
  }

  static OutsideException countDiffers(Publication publication, long loaded, long expected) {
    return OutsideException.ofTransient(
        "Step '"
            + publication.step()
            + "': cannot publish '"
            + publication.table()
            + "' because COPY loaded other rows than were written. Found: "
            + loaded
            + " of "
            + expected
            + ". Run again; readers still see the version before.",
        null);
  }

  static OutsideException noConnector(Publication publication) {
    return OutsideException.ofPermanent(
        "Step '"
            + publication.step()
            + "': cannot publish with 'loader: connector' because the spark-redshift community"
            + " connector is not attached. Add io.github.spark-redshift-community:spark-redshift to"
            + " the cluster's libraries, or use 'loader: copy'.",
        null);
  }
}
