package io.penstock.databricks;

import com.databricks.sdk.service.sql.ColumnInfo;
import com.databricks.sdk.service.sql.EndpointInfo;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequestOnWaitTimeout;
import com.databricks.sdk.service.sql.ListWarehousesRequest;
import com.databricks.sdk.service.sql.ResultData;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import io.penstock.io.Pause;
import io.penstock.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements on a SQL warehouse. */
public final class RemoteSql {
  private static final Set<StatementState> GOING_ON =
      EnumSet.of(StatementState.PENDING, StatementState.RUNNING);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Workspace workspace;

  RemoteSql(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * What a statement gave.
   *
   * @param rows texts; {@code NULL} is null
   * @param cut whether there were more rows than asked for
   */
  public record Rows(List<String> columns, List<List<String>> rows, boolean cut) {
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * The id of the warehouse that is meant.
   *
   * @param wanted its name or id; empty: the only one that there is
   */
  public String warehouse(Optional<String> wanted) {
    List<EndpointInfo> all = new ArrayList<>();
    workspace.asking(
        "list the SQL warehouses",
        () -> {
          workspace.client().warehouses().list(new ListWarehousesRequest()).forEach(all::add);
          return all;
        });
    List<String> names = all.stream().map(EndpointInfo::getName).toList();
    if (wanted.isEmpty() && all.size() == 1) {
      return all.get(0).getId();
    }
    return all.stream()
        .filter(w -> wanted.isPresent())
        .filter(w -> wanted.get().equals(w.getName()) || wanted.get().equals(w.getId()))
        .findFirst()
        .map(EndpointInfo::getId)
        .orElseThrow(() -> WorkspaceErrors.whichWarehouse(workspace, wanted, names));
  }

  /**
   * Runs a statement to its end.
   *
   * @throws SpecException if the warehouse cannot make sense of it
   */
  public Rows query(String sql, String warehouse, int limit) {
    return workspace.asking("run the statement", () -> run(sql, warehouse, limit));
  }

  private Rows run(String sql, String warehouse, int limit) {
    var statements = workspace.client().statementExecution();
    StatementResponse response =
        statements.executeStatement(
            new ExecuteStatementRequest()
                .setStatement(sql)
                .setWarehouseId(warehouse)
                .setRowLimit((long) limit)
                .setWaitTimeout("30s")
                .setOnWaitTimeout(ExecuteStatementRequestOnWaitTimeout.CONTINUE));
    String id = response.getStatementId();
    while (GOING_ON.contains(response.getStatus().getState())) {
      pause();
      response = statements.getStatement(id);
    }
    requireSuccess(response);
    return rows(id, response);
  }

  private static void requireSuccess(StatementResponse response) {
    StatementState state = response.getStatus().getState();
    if (state == StatementState.SUCCEEDED) {
      return;
    }
    String reason =
        response.getStatus().getError() == null
                || response.getStatus().getError().getMessage() == null
            ? "it ended as " + String.valueOf(state).toLowerCase(Locale.ROOT)
            : WorkspaceErrors.line(response.getStatus().getError().getMessage());
    throw WorkspaceErrors.wrongQuery(reason);
  }

  private Rows rows(String id, StatementResponse response) {
    List<String> columns = new ArrayList<>();
    var manifest = response.getManifest();
    if (manifest != null && manifest.getSchema() != null) {
      Collection<ColumnInfo> found = manifest.getSchema().getColumns();
      if (found != null) {
        found.forEach(column -> columns.add(column.getName()));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    ResultData chunk = response.getResult();
    while (chunk != null) {
      if (chunk.getDataArray() != null) {
        chunk.getDataArray().forEach(row -> rows.add(new ArrayList<>(row)));
      }
      chunk =
          chunk.getNextChunkIndex() == null
              ? null
              : workspace
                  .client()
                  .statementExecution()
                  .getStatementResultChunkN(id, chunk.getNextChunkIndex());
    }
    return new Rows(
        columns, rows, manifest != null && Boolean.TRUE.equals(manifest.getTruncated()));
  }

  private static void pause() {
    Pause.sleep(LOOK_AGAIN, e -> WorkspaceErrors.queryNotAwaited(e));
  }
}
