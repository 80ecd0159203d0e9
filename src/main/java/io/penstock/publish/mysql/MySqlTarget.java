package io.penstock.publish.mysql;

import io.penstock.lake.SparkFailures;
import io.penstock.ops.Counts;
import io.penstock.ops.Progress;
import io.penstock.plan.Decider;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A MySQL or MariaDB database. */
public final class MySqlTarget implements Target {
  private static final int NO_SUCH_DATABASE = 1049;

  private final MySqlEndpoint server;
  private final Patience patience;

  public MySqlTarget(MySqlEndpoint server) {
    this(server, Patience.USUAL);
  }

  MySqlTarget(MySqlEndpoint server, Patience patience) {
    this.server = server;
    this.patience = patience;
  }

  @Override
  public Optional<Decider.Published> published(String table) {
    try (Connection connection = server.open()) {
      Optional<String> incarnation =
          LiveTable.find(connection, table).flatMap(LiveTable::incarnation);
      return incarnation.isEmpty()
          ? Optional.empty()
          : new ControlTables(connection).publication(table, incarnation.get());
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_DATABASE) {
        return Optional.empty();
      }
      throw MySqlFailures.sentence("Table '" + table + "'", server, e);
    }
  }

  @Override
  public Counts swap(Publication publication, Dataset<Row> rows, Progress progress) {
    return speaking(
        publication, () -> new SwapProtocol(server, publication, progress, patience).run(rows));
  }

  @Override
  public void settle(Publication publication) {
    speaking(
        publication,
        () -> {
          Leftovers.settle(server, publication, patience);
          return Counts.NONE;
        });
  }

  private interface Speech {
    Counts speak() throws SQLException;
  }

  private Counts speaking(Publication publication, Speech speech) {
    try {
      return speech.speak();
    } catch (PenstockException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws its checked SparkException without declaring it.
      Optional<SQLException> said = MySqlFailures.in(e);
      if (said.isPresent()) {
        throw MySqlFailures.sentence("Step '" + publication.step() + "'", server, said.get());
      }
      throw SparkFailures.sentence("Step '" + publication.step() + "'", "publish", e)
          .orElseGet(
              () ->
                  OutsideException.lasting(
                      "Step '"
                          + publication.step()
                          + "': cannot publish because "
                          + SparkFailures.reason(e)
                          + ".",
                      e));
    }
  }

  /** The database that a JDBC URL names; empty if it names none. */
  public static String database(String url) {
    return url.replaceFirst("^jdbc:mysql://[^/]*/?", "").replaceAll("\\?.*$", "");
  }

  @Override
  public void close() {
    // Connections live as long as what they serve.
  }
}
