package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.SparkErrors;
import io.penstock.ops.Finding;
import io.penstock.ops.ProgressListener;
import io.penstock.plan.Published;
import io.penstock.publish.Answer;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Preview;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.publish.jdbc.ReadOnlyQuery;
import io.penstock.publish.jdbc.SqlLedger;
import io.penstock.publish.protocol.Publisher;
import io.penstock.spec.PenstockException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A MySQL or MariaDB database. */
public final class MySqlTarget implements Target {
  private final MySqlEndpoint server;
  private final LockTimeouts timeouts;

  public MySqlTarget(MySqlEndpoint server) {
    this(server, LockTimeouts.USUAL);
  }

  MySqlTarget(MySqlEndpoint server, LockTimeouts timeouts) {
    this.server = server;
    this.timeouts = timeouts;
  }

  @Override
  public Optional<Published> published(String table) {
    try (Connection connection = server.open()) {
      Optional<String> generation =
          LiveTable.find(connection, table).flatMap(LiveTable::generation);
      return generation.isEmpty()
          ? Optional.empty()
          : new SqlLedger(connection, MySqlLedger.MYSQL).published(table, generation.get());
    } catch (SQLException e) {
      if (e.getErrorCode() == MySqlErrors.NO_SUCH_DATABASE) {
        return Optional.empty();
      }
      throw MySqlErrors.sentence("Table '" + table + "'", server, e);
    }
  }

  @Override
  public Delivered refresh(Publication publication, GoldTable gold, ProgressListener progress) {
    return speaking(publication, () -> publisher(publication, progress).refresh(gold));
  }

  @Override
  public Delivered update(Publication publication, GoldTable gold, ProgressListener progress) {
    return speaking(publication, () -> publisher(publication, progress).update(gold));
  }

  @Override
  public Preview previewRefresh(Publication publication, GoldTable gold) {
    return speaking(
        publication, () -> publisher(publication, ProgressListener.SILENT).previewRefresh(gold));
  }

  @Override
  public Preview previewUpdate(Publication publication, GoldTable gold) {
    return speaking(
        publication, () -> publisher(publication, ProgressListener.SILENT).previewUpdate(gold));
  }

  @Override
  public Answer ask(String sql, int limit) {
    Optional<String> problem = ReadOnlyQuery.problem(sql);
    if (problem.isPresent()) {
      throw MySqlErrors.noQuery(server, problem.get());
    }
    try (Connection connection = server.open()) {
      return ReadOnlyQuery.of(connection, sql, limit);
    } catch (SQLException e) {
      throw MySqlErrors.notAnswered(server, e);
    }
  }

  @Override
  public List<Finding> examine(String subject) {
    return new MySqlExamination(server, subject).findings();
  }

  /** A full refresh with rows that are in no lake. */
  Delivered swap(Publication publication, Dataset<Row> rows) {
    return speaking(
        publication,
        () ->
            publisher(publication, ProgressListener.SILENT)
                .swap(rows, rows.count(), "they are given"));
  }

  private Publisher<SQLException> publisher(Publication publication, ProgressListener progress) {
    return new Publisher<>(new MySqlTable(server, publication, timeouts, progress), publication);
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
          .orElseGet(() -> MySqlErrors.cannotPublish(publication, e));
    }
  }

  @Override
  public void close() {
    // Connections live as long as what they serve.
  }
}
