package io.penstock.publish.mysql;

import io.penstock.lake.SparkErrors;
import io.penstock.ops.Finding;
import io.penstock.ops.Progress;
import io.penstock.plan.Published;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A MySQL or MariaDB database. */
public final class MySqlTarget implements Target {
  static final int NO_SUCH_DATABASE = 1049;

  private static final Logger LOG = LoggerFactory.getLogger(MySqlTarget.class);

  private final MySqlEndpoint server;
  private final LockTimeouts patience;

  public MySqlTarget(MySqlEndpoint server) {
    this(server, LockTimeouts.USUAL);
  }

  MySqlTarget(MySqlEndpoint server, LockTimeouts patience) {
    this.server = server;
    this.patience = patience;
  }

  @Override
  public Optional<Published> published(String table) {
    try (Connection connection = server.open()) {
      Optional<String> generation =
          LiveTable.find(connection, table).flatMap(LiveTable::generation);
      return generation.isEmpty()
          ? Optional.empty()
          : new ControlTables(connection).publication(table, generation.get());
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_DATABASE) {
        return Optional.empty();
      }
      throw MySqlErrors.sentence("Table '" + table + "'", server, e);
    }
  }

  @Override
  public Delivered refresh(Publication publication, GoldTable gold, Progress progress) {
    return speaking(
        publication, () -> anew(publication, gold, progress, "it is published anew", false));
  }

  @Override
  public Delivered update(Publication publication, GoldTable gold, Progress progress) {
    return speaking(
        publication,
        () -> {
          try {
            return new ChangeProtocol(server, publication, gold, patience).update();
          } catch (FullRefreshRequired e) {
            LOG.info("{} is published anew because {}", publication.step(), e.getMessage());
            return anew(publication, gold, progress, e.getMessage(), e.isDrift());
          }
        });
  }

  @Override
  public String preview(Publication publication, GoldTable gold, boolean anew) {
    return speaking(
        publication,
        () -> {
          try {
            return anew
                ? new SwapPreview(server, publication, gold).text()
                : new ChangeProtocol(server, publication, gold, patience).preview();
          } catch (FullRefreshRequired e) {
            return new SwapPreview(server, publication, gold).text()
                + ", because "
                + e.getMessage();
          }
        });
  }

  @Override
  public List<Finding> examine(String subject) {
    return new MySqlExamination(server, subject).findings();
  }

  // Rows of others must not go with the table that they are in.
  private Delivered anew(
      Publication publication, GoldTable gold, Progress progress, String reason, boolean drift)
      throws SQLException {
    if (!ForeignRows.mayBeRemoved(publication)
        && ForeignRows.areThere(server, publication, drift)) {
      try {
        return new ChangeProtocol(server, publication, gold, patience).whole(reason);
      } catch (FullRefreshRequired e) {
        // It is gone by now, and others' rows with it.
        LOG.info("{}: {}", publication.step(), e.getMessage());
      }
    }
    return new SwapProtocol(server, publication, progress, patience)
        .run(gold.rows(), gold.count(), reason);
  }

  /** A full refresh with rows that are in no lake. */
  Delivered swap(Publication publication, Dataset<Row> rows) {
    return speaking(
        publication,
        () ->
            new SwapProtocol(server, publication, Progress.SILENT, patience)
                .run(rows, rows.count(), "they are given"));
  }

  private interface Speech<T> {
    T speak() throws SQLException;
  }

  private <T> T speaking(Publication publication, Speech<T> speech) {
    try {
      return speech.speak();
    } catch (PenstockException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws its checked SparkException without declaring it.
      Optional<SQLException> said = MySqlErrors.in(e);
      if (said.isPresent()) {
        throw MySqlErrors.sentence("Step '" + publication.step() + "'", server, said.get());
      }
      throw SparkErrors.sentence("Step '" + publication.step() + "'", "publish", e)
          .orElseGet(
              () ->
                  OutsideException.ofPermanent(
                      "Step '"
                          + publication.step()
                          + "': cannot publish because "
                          + SparkErrors.reason(e)
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
