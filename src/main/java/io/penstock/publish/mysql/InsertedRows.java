package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Rows that go by multi-row INSERT, where the server allows nothing faster. */
record InsertedRows(PartLoader part, Iterator<Row> rows) implements PartRows {
  private static final int BATCH = 1_000;
  private static final long BATCH_CHARACTERS = 500_000;

  @Override
  public Sent sendTo(Connection connection) throws SQLException {
    long sent = 0;
    long checksum = 0;
    int waiting = 0;
    long characters = 0;
    try (PreparedStatement insert =
        connection.prepareStatement(MySqlStatements.insert(part.shadow(), part.columns()))) {
      while (rows.hasNext()) {
        Row row = rows.next();
        for (int i = 0; i < row.length() - 1; i++) {
          String text = row.isNullAt(i) ? null : text(row.get(i));
          characters += text == null ? 0 : text.length();
          insert.setString(i + 1, text);
        }
        insert.addBatch();
        sent++;
        checksum += row.getLong(row.length() - 1);
        waiting++;
        // Small enough for one statement: warnings are those of the last statement only.
        if (waiting == BATCH || characters > BATCH_CHARACTERS) {
          insert.executeBatch();
          PartRows.requireNoWarning(connection);
          waiting = 0;
          characters = 0;
        }
      }
      insert.executeBatch();
      PartRows.requireNoWarning(connection);
    }
    return new Sent(sent, checksum);
  }

  @Override
  public Sent counted() {
    long count = 0;
    long checksum = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      count++;
      checksum += row.getLong(row.length() - 1);
    }
    return new Sent(count, checksum);
  }

  static String text(Object value) {
    return value instanceof String text ? text : MySqlValues.text(value);
  }
}
