package io.penstock.publish.glue;

import io.penstock.publish.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** A statement for Athena: it is started, waited for, and its result fetched page by page. */
record AthenaQuery(AthenaClient athena, GlueAddress address, Optional<String> results) {
  private static final Logger LOG = LoggerFactory.getLogger(AthenaQuery.class);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int PAGE = 1_000;

  /**
   * @param limit the most rows
   */
  Answer ask(String sql, int limit) {
    StartQueryExecutionRequest.Builder start =
        StartQueryExecutionRequest.builder()
            .queryString(sql)
            .queryExecutionContext(c -> c.database(address.database()))
            .workGroup(address.workgroup());
    results.ifPresent(
        place ->
            start.resultConfiguration(
                c -> c.outputLocation(place.replaceFirst("^s3[an]://", "s3://"))));
    String id = athena.startQueryExecution(start.build()).queryExecutionId();
    boolean done = false;
    try {
      QueryExecution execution = ended(id);
      done = true;
      if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
        throw GlueErrors.failed(address, execution.status().stateChangeReason());
      }
      return fetched(id, limit, execution);
    } finally {
      if (!done) {
        stop(id);
      }
    }
  }

  /** Nobody waits for it any more, and what it scans is paid for. */
  private void stop(String id) {
    // The SDK would not even ask on a thread that is interrupted.
    boolean interrupted = Thread.interrupted();
    try {
      athena.stopQueryExecution(r -> r.queryExecutionId(id));
    } catch (SdkException e) {
      LOG.warn("the query {} of Athena goes on", id, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private QueryExecution ended(String id) {
    long end = System.nanoTime() + LONGEST.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
      switch (execution.status().state()) {
        case QUEUED, RUNNING -> {
          if (System.nanoTime() > end) {
            throw GlueErrors.tooLong(address, LONGEST.toSeconds());
          }
        }
        default -> {
          return execution;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw GlueErrors.interrupted(address);
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private Answer fetched(String id, int limit, QueryExecution execution) {
    List<String> columns = List.of();
    List<List<String>> rows = new ArrayList<>();
    String next = null;
    do {
      String token = next;
      GetQueryResultsResponse page =
          athena.getQueryResults(r -> r.queryExecutionId(id).nextToken(token).maxResults(PAGE));
      List<Row> found = page.resultSet().rows();
      if (token == null) {
        columns =
            page.resultSet().resultSetMetadata().columnInfo().stream()
                .map(ColumnInfo::name)
                .toList();
        // The result of a SELECT begins with the names of its columns, that of SHOW does not.
        boolean named = isSelect(execution) && !found.isEmpty();
        found =
            named && values(found.get(0), columns.size()).equals(columns)
                ? found.subList(1, found.size())
                : found;
      }
      for (Row row : found) {
        rows.add(values(row, columns.size()));
      }
      next = page.nextToken();
    } while (next != null && rows.size() <= limit);
    boolean more = rows.size() > limit;
    return new Answer(columns, more ? rows.subList(0, limit) : rows, more, scanned(execution));
  }

  private static boolean isSelect(QueryExecution execution) {
    return String.valueOf(execution.statementTypeAsString()).equals("DML");
  }

  private static List<String> values(Row row, int columns) {
    List<String> values = new ArrayList<>();
    for (Datum datum : row.data()) {
      values.add(datum.varCharValue());
    }
    while (values.size() < columns) {
      values.add(null);
    }
    return values;
  }

  private static String scanned(QueryExecution execution) {
    Long bytes =
        execution.statistics() == null ? null : execution.statistics().dataScannedInBytes();
    return bytes == null ? "" : "Athena scanned %,d bytes".formatted(bytes);
  }
}
