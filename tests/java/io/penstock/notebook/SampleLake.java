package io.penstock.notebook;

import io.penstock.faults.SampleRun;
import io.penstock.local.LocalServers;
import io.penstock.local.LocalServers.Need;
import io.penstock.testing.Folders;
import io.penstock.testing.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the run of the shipped sample pipeline has left in its lake and its MySQL. */
final class SampleLake implements AutoCloseable {
  private static final String DATABASE = "sales";

  private final LocalServers servers;
  private final Trial trial;

  private SampleLake(LocalServers servers, Trial trial) {
    this.servers = servers;
    this.trial = trial;
  }

  /**
   * Opens it.
   *
   * @param root a folder for a copy of the lake and of the pipeline
   */
  static SampleLake in(Path root) throws Exception {
    SampleRun run = SampleRun.once();
    Folders.copy(run.lake(), root.resolve("lake"));
    Trial trial = new Trial(root);
    addPipeline(trial);
    trial.file(
        "environments/local.yml",
        "lake: %s\nvariables: {sales_url: \"http://127.0.0.1/sales.zip\"}\n"
            .formatted(root.resolve("lake").toUri()));
    Trial.forgetTables();
    return new SampleLake(LocalServers.open(run.home(), Set.of(Need.MYSQL)), trial);
  }

  private static void addPipeline(Trial trial) throws IOException {
    Path shipped = Path.of("pipelines/sales");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        trial.file(shipped.relativize(file).toString(), Files.readString(file));
      }
    }
  }

  Trial trial() {
    return trial;
  }

  /** The rows of a query in MySQL, each value as text. */
  List<List<String>> published(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                servers.mysql().jdbcUrl(DATABASE),
                servers.mysql().user(),
                servers.mysql().password());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    servers.close();
    Trial.forgetTables();
  }
}
