package io.penstock.drift;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.land.mysql.CatalogTable;
import io.penstock.land.mysql.DatabaseCatalog;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.types.StructType;

/** The tables of databases as they are, held against what bronze has of them. */
final class DatabaseDrift {
  private final Map<String, ConnectionSpec> connections;
  private final SecretResolver secrets;

  DatabaseDrift(Map<String, ConnectionSpec> connections, SecretResolver secrets) {
    this.connections = connections;
    this.secrets = secrets;
  }

  /**
   * What differs in a table.
   *
   * @param bronze the columns of its log of changes; empty before it was loaded
   */
  List<Drift> of(SourceSpec source, SourceLocation.Database table, Optional<StructType> bronze) {
    String name = source.bronze().toString();
    try {
      Optional<MessageType> columns = DatabaseCatalog.columns(server(source, table), table.table());
      if (columns.isEmpty()) {
        return List.of(
            SchemaComparison.drift(name, Drift.Kind.TABLE_GONE, "", table.table().name(), ""));
      }
      return bronze
          .map(
              known ->
                  SchemaComparison.of(
                      name, ColumnTypes.ofLog(known), ColumnTypes.ofTable(columns.get())))
          .orElse(List.of());
    } catch (SQLException e) {
      throw DriftErrors.notLookedAt(source, server(source, table), e);
    }
  }

  /** The tables that none of these sources of one file reads. */
  List<Drift> others(List<SourceSpec> sources) {
    SourceSpec first = sources.get(0);
    SourceLocation.Database one = first.location().database().orElseThrow();
    List<String> named =
        sources.stream().map(s -> s.location().database().orElseThrow().table().name()).toList();
    List<Drift> found = new ArrayList<>();
    try {
      for (CatalogTable table : DatabaseCatalog.of(server(first, one))) {
        if (!table.view() && named.stream().noneMatch(table.name()::equalsIgnoreCase)) {
          found.add(
              SchemaComparison.drift(
                  "sources/" + one.file() + ".yml", Drift.Kind.TABLE_ADDED, "", "", table.name()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw DriftErrors.notLookedAt(first, server(first, one), e);
    }
  }

  private MySqlEndpoint server(SourceSpec source, SourceLocation.Database table) {
    ConnectionSpec connection = connections.get(table.connection());
    if (connection == null) {
      throw DriftErrors.noConnection(source, table.connection());
    }
    return MySqlEndpoint.of(connection, secrets);
  }
}
