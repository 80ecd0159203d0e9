package io.penstock.faults;

import io.penstock.local.LocalServers;
import io.penstock.local.MySqlAccess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the MySQL database of a home holds, while no run is under way. */
final class Warehouse implements AutoCloseable {
  private static final String DATABASE = "shop";

  private final LocalServers servers;
  private final Connection connection;

  Warehouse(Path home) throws SQLException {
    this.servers = LocalServers.open(home, EnumSet.of(LocalServers.Need.MYSQL));
    MySqlAccess mysql = servers.mysql();
    this.connection =
        DriverManager.getConnection(mysql.jdbcUrl(DATABASE), mysql.user(), mysql.password());
  }

  /** All tables but the control tables, each with its rows in order. */
  Map<String, List<String>> tables() throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String name : ask("SHOW TABLES")) {
      if (!name.startsWith("_penstock")) {
        tables.put(name, ask("SELECT * FROM `" + name + "`").stream().sorted().toList());
      }
    }
    return tables;
  }

  /** The generations that the comments of the tables name, without those kept as {@code __old}. */
  List<String> live() throws SQLException {
    return ask(
        "SELECT TABLE_NAME, REPLACE(TABLE_COMMENT, 'penstock:', '') FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE '\\_penstock%' AND"
            + " TABLE_NAME NOT LIKE '%\\_\\_old' ORDER BY TABLE_NAME");
  }

  List<String> publications() throws SQLException {
    return ask("SELECT target, generation FROM _penstock_publication ORDER BY target");
  }

  /** The version and the rows that each target holds by its own word. */
  List<String> versions() throws SQLException {
    return ask("SELECT target, version, `rows` FROM _penstock_publication ORDER BY target");
  }

  List<String> runs() throws SQLException {
    return ask(
        "SELECT target, load_id FROM _penstock_run WHERE state = 'published' ORDER BY target");
  }

  List<String> otherRuns() throws SQLException {
    return ask("SELECT target, load_id FROM _penstock_run WHERE state <> 'published'");
  }

  List<String> strayParts() throws SQLException {
    return ask(
        "SELECT load_id FROM _penstock_part WHERE load_id NOT IN (SELECT load_id FROM _penstock_run)");
  }

  private List<String> ask(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    servers.close();
  }
}
