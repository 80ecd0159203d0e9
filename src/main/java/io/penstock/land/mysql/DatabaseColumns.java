package io.penstock.land.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.spec.DatabaseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Looks up the columns of tables, of as many as are asked for by one connection. */
public final class DatabaseColumns implements AutoCloseable {
  private final Connection connection;

  private DatabaseColumns(Connection connection) {
    this.connection = connection;
  }

  public static DatabaseColumns open(MySqlEndpoint server) throws SQLException {
    return new DatabaseColumns(server.open());
  }

  /**
   * The columns of a table as its rows land; empty where there is no such table.
   *
   * @param source the table, or the rows of a query
   */
  public Optional<MessageType> of(DatabaseTable source) throws SQLException {
    List<Type> fields = new ArrayList<>();
    for (TableColumn column : TableShape.of(connection, source).columns()) {
      fields.add(column.kind().field(column.name()));
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new MessageType("table", fields));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
