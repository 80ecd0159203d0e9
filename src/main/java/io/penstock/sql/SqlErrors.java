package io.penstock.sql;

import io.penstock.spec.Redaction;
import io.penstock.spec.SpecException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** What Spark's parser complains of. */
public final class SqlErrors {
  private SqlErrors() {}

  /** Whether the text could not be read at all; what it means was not looked at then. */
  public static boolean isSyntax(Throwable failure) {
    return failure instanceof ParseException;
  }

  /** The line that the complaint names; 0 when it names none. */
  static int line(ParseException failure) {
    return failure.start().line().isDefined() ? (int) failure.start().line().get() : 0;
  }

  /** Its first line without the engine's decoration, without a full stop and without secrets. */
  static String text(Throwable failure) {
    String first = String.valueOf(failure.getMessage()).strip().split("\\n")[0];
    return Redaction.text(
        first
            .replaceAll("^\\[[A-Z0-9_.]+]\\s*", "")
            .replaceAll("\\s*SQLSTATE: [0-9A-Z]{5}.*$", "")
            .replaceAll("[.:]\\s*$", ""));
  }

  static SpecException unreadable(Exception e) {
    return new SpecException("the SQL cannot be read: " + SqlErrors.text(e), e);
  }
}
