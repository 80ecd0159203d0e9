package io.penstock.testing;

import io.penstock.local.LocalServers;
import io.penstock.local.LocalServers.Need;
import io.penstock.local.SharedProgram;
import io.penstock.local.sample.SalesSample;
import io.penstock.run.RunResult;
import io.penstock.spec.EnvironmentSpec.ConnectionSpec;
import io.penstock.spec.Origin;
import io.penstock.spec.Text;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The shipped sample pipeline, run once over a small sample into a lake and a MySQL of its own. */
public final class SampleLake implements AutoCloseable {
  private static final int ROWS = 4000;
  private static final String DATABASE = "sample_lake";

  private final LocalServers servers;
  private final Trial trial;

  private SampleLake(LocalServers servers, Trial trial) {
    this.servers = servers;
    this.trial = trial;
  }

  /** Runs the pipeline in a folder. */
  public static SampleLake in(Path root) throws IOException {
    Path home = SharedProgram.in(root.resolve("home"));
    LocalServers servers = LocalServers.open(home, Set.of(Need.MYSQL, Need.HTTP));
    SampleLake sample = new SampleLake(servers, new Trial(root));
    try {
      sample.run(root);
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
    return sample;
  }

  private void run(Path root) throws IOException {
    SalesSample.write(servers.httpRoot().resolve(DATABASE), ROWS, 0.02, 7);
    Path shipped = Path.of("pipelines/sales");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        trial.file(shipped.relativize(file).toString(), Files.readString(file));
      }
    }
    trial.file(
        "environments/local.yml",
        "lake: %s\nvariables: {sales_url: \"%s/%s\"}\n"
            .formatted(
                root.resolve("lake").toUri(),
                servers.httpBase().resolve(DATABASE),
                SalesSample.ZIP));
    trial.connections(
        Map.of(
            "warehouse",
            new ConnectionSpec(
                "warehouse",
                new Text(servers.mysql().jdbcUrl(DATABASE)),
                Optional.of(new Text(servers.mysql().user())),
                Optional.of(new Text(servers.mysql().password())),
                new Origin("the test", 0))));
    RunResult result = trial.run();
    if (!result.succeeded()) {
      throw new AssertionError(result.toString());
    }
    Trial.forgetTables();
  }

  public Trial trial() {
    return trial;
  }

  /** The rows of a query in MySQL, each value as text. */
  public List<List<String>> published(String sql) throws SQLException {
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
