package io.penstock.publish.redshift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What Redshift noted of a row that it did not take. */
final class LoadError {
  private LoadError() {}

  /**
   * The newest note.
   *
   * @param which a condition, with a question mark for each value
   */
  static Optional<String> last(Connection connection, String which, String... values)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT file_name, line_number, column_name, error_message FROM sys_load_error_detail"
                + " WHERE "
                + which
                + " ORDER BY start_time DESC LIMIT 1")) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                row.getString(4).strip()
                    + ", in column '"
                    + row.getString(3).strip()
                    + "' of row "
                    + row.getLong(2)
                    + " in "
                    + row.getString(1).strip())
            : Optional.empty();
      }
    }
  }
}
