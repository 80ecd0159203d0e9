package io.penstock.local.redshift;

/** What Redshift would refuse. */
final class RedshiftError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String state;

  RedshiftError(String state, String message) {
    super(message, null, false, false);
    this.state = state;
  }

  /** A statement by which PostgreSQL says so, which leaves the transaction as an error does. */
  String raising() {
    return "DO $penstock$ BEGIN RAISE EXCEPTION '%', '"
        + getMessage().replace("'", "''").replace("$penstock$", "")
        + "' USING ERRCODE = '"
        + state
        + "'; END $penstock$";
  }
}
