package io.penstock.publish.mysql;

import com.mysql.cj.jdbc.JdbcStatement;
import io.penstock.sql.RawRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;

/** Rows that go as one stream of lines, by LOAD DATA. */
record StreamedRows(PartLoader part, Iterator<RawRow> rows, LineWriter writer) implements PartRows {

  @Override
  public Sent sendTo(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        Watchdog watchdog = new Watchdog(part.server(), connection, part.step())) {
      RowStream stream = new RowStream(rows, writer, watchdog);
      statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(stream);
      long affected =
          statement.executeLargeUpdate(MySqlStatements.load(part.shadow(), part.columns()));
      if (stream.rows() != affected) {
        throw new SQLException(
            "the server took "
                + affected
                + " rows where "
                + stream.rows()
                + " were sent, so two rows share a key in its eyes",
            "23000",
            PartLoader.DUPLICATE);
      }
      PartRows.requireNoWarning(connection);
      return new Sent(stream.rows(), stream.checksum());
    }
  }

  @Override
  public Sent counted() {
    RowStream stream = new RowStream(rows, writer, RowStream.UNHEARD);
    byte[] lines = new byte[1 << 16];
    int read = 0;
    while (read >= 0) {
      read = stream.read(lines, 0, lines.length);
    }
    return new Sent(stream.rows(), stream.checksum());
  }
}
