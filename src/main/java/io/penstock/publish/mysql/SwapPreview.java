package io.penstock.publish.mysql;

import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.rows.SourceProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a full refresh would do, without doing it. */
record SwapPreview(MySqlEndpoint server, Publication publication, GoldTable gold) {

  String text() throws SQLException {
    Dataset<Row> rows = WireRows.flattened(gold.rows());
    SourceProfile figures = SourceProfile.of(rows, publication, MySqlDialect.MYSQL);
    List<MySqlColumn> columns = new PreFlight(publication, rows.schema(), figures).columns();
    return "load all " + figures.rows() + " rows and swap the table" + ddl(columns);
  }

  private String ddl(List<MySqlColumn> columns) throws SQLException {
    try (Connection connection = server.open()) {
      Optional<LiveTable> live = LiveTable.find(connection, publication.table());
      if (live.isEmpty()) {
        return "; CREATE TABLE " + MySqlText.quoted(publication.table());
      }
      List<LiveColumn> there = LiveColumn.of(connection, publication.table());
      DdlGuard.check(publication, columns, there);
      List<String> gone =
          there.stream()
              .map(LiveColumn::name)
              .filter(name -> columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(name)))
              .toList();
      List<Layout.Change> changes = Layout.changes(columns, there, gone);
      return changes.isEmpty()
          ? ""
          : changes.stream()
              .map(Layout.Change::ddl)
              .collect(Collectors.joining(", ", "; its columns become: ", ""));
    } catch (SQLException e) {
      if (e.getErrorCode() == MySqlTarget.NO_SUCH_DATABASE) {
        return "; CREATE DATABASE, CREATE TABLE " + MySqlText.quoted(publication.table());
      }
      throw e;
    }
  }
}
