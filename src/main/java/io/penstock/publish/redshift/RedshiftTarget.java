package io.penstock.publish.redshift;

import io.penstock.lake.SparkErrors;
import io.penstock.lake.Storage;
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

/** A Redshift database. */
public final class RedshiftTarget implements Target {
  private final RedshiftEndpoint server;
  private final StagingPlace place;
  private final LockTimeouts timeouts;

  RedshiftTarget(RedshiftEndpoint server, StagingPlace place) {
    this(server, place, LockTimeouts.USUAL);
  }

  RedshiftTarget(RedshiftEndpoint server, StagingPlace place, LockTimeouts timeouts) {
    this.server = server;
    this.place = place;
    this.timeouts = timeouts;
  }

  @Override
  public Optional<Published> published(String table) {
    try (Connection connection = server.open()) {
      Optional<String> generation =
          LiveRelation.find(connection, server.schema(), table).flatMap(LiveRelation::generation);
      return generation.isEmpty()
          ? Optional.empty()
          : new SqlLedger(connection, new RedshiftLedger(server.schema()))
              .published(table, generation.get());
    } catch (SQLException e) {
      throw RedshiftErrors.sentence("Table '" + table + "'", server, e);
    }
  }

  @Override
  public Delivered refresh(Publication publication, GoldTable gold, ProgressListener progress) {
    return speaking(publication, () -> publisher(publication, gold, progress).refresh(gold));
  }

  @Override
  public Delivered update(Publication publication, GoldTable gold, ProgressListener progress) {
    return speaking(publication, () -> publisher(publication, gold, progress).update(gold));
  }

  @Override
  public Preview previewRefresh(Publication publication, GoldTable gold) {
    return speaking(
        publication,
        () -> publisher(publication, gold, ProgressListener.SILENT).previewRefresh(gold));
  }

  @Override
  public Preview previewUpdate(Publication publication, GoldTable gold) {
    return speaking(
        publication,
        () -> publisher(publication, gold, ProgressListener.SILENT).previewUpdate(gold));
  }

  @Override
  public Answer ask(String sql, int limit) {
    Optional<String> problem = ReadOnlyQuery.problem(sql);
    if (problem.isPresent()) {
      throw RedshiftErrors.noQuery(server, problem.get());
    }
    try (Connection connection = server.open()) {
      return ReadOnlyQuery.of(connection, sql, limit);
    } catch (SQLException e) {
      throw RedshiftErrors.notAnswered(server, e);
    }
  }

  @Override
  public List<Finding> examine(String subject) {
    return new RedshiftExamination(server, subject).findings();
  }

  private Publisher<SQLException> publisher(
      Publication publication, GoldTable gold, ProgressListener progress) {
    RedshiftDialect dialect = RedshiftDialect.of(gold.rows().schema());
    StagedFiles staged = new StagedFiles(Storage.of(gold.lake().spark()), place);
    return new Publisher<>(
        new RedshiftTable(server, staged, publication, dialect, timeouts, progress), publication);
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
      Optional<SQLException> said = RedshiftErrors.in(e);
      if (said.isPresent()) {
        throw RedshiftErrors.sentence("Step '" + publication.step() + "'", server, said.get());
      }
      throw SparkErrors.sentence("Step '" + publication.step() + "'", "publish", e)
          .orElseGet(() -> RedshiftErrors.cannotPublish(publication, e));
    }
  }

  @Override
  public void close() {
    // Connections live as long as what they serve.
  }
}
