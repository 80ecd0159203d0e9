package io.penstock.drift;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.land.mysql.CatalogTable;
import io.penstock.land.mysql.DatabaseCatalog;
import io.penstock.land.mysql.DatabaseColumns;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
   * What differs in the tables of a file.
   *
   * @param bronze the columns of a source's log of changes; empty before it was loaded
   */
  List<Drift> of(List<SourceSpec> sources, Function<SourceSpec, Optional<StructType>> bronze) {
    SourceSpec looked = sources.get(0);
    List<Drift> found = new ArrayList<>();
    try (DatabaseColumns columns = DatabaseColumns.open(server(looked))) {
      for (SourceSpec source : sources) {
        looked = source;
        found.addAll(of(source, columns.of(table(source).table()), bronze.apply(source)));
      }
      return found;
    } catch (SQLException e) {
      throw DriftErrors.notLookedAt(looked, server(looked), e);
    }
  }

  private static List<Drift> of(
      SourceSpec source, Optional<MessageType> columns, Optional<StructType> bronze) {
    String name = source.bronze().toString();
    if (columns.isEmpty()) {
      String table = table(source).table().name();
      return List.of(SchemaComparison.drift(name, Drift.Kind.TABLE_GONE, "", table, ""));
    }
    return bronze
        .map(
            known ->
                SchemaComparison.of(
                    name, ColumnTypes.ofLog(known), ColumnTypes.ofTable(columns.get())))
        .orElse(List.of());
  }

  /** The tables that none of these sources of one file reads. */
  List<Drift> others(List<SourceSpec> sources) {
    SourceSpec first = sources.get(0);
    SourceLocation.Database one = table(first);
    List<String> named = sources.stream().map(source -> table(source).table().name()).toList();
    List<Drift> found = new ArrayList<>();
    try {
      for (CatalogTable table : DatabaseCatalog.of(server(first))) {
        if (!table.view() && named.stream().noneMatch(table.name()::equalsIgnoreCase)) {
          found.add(
              SchemaComparison.drift(
                  "sources/" + one.file() + ".yml", Drift.Kind.TABLE_ADDED, "", "", table.name()));
        }
      }
      return found;
    } catch (SQLException e) {
      throw DriftErrors.notLookedAt(first, server(first), e);
    }
  }

  private static SourceLocation.Database table(SourceSpec source) {
    return source.location().database().orElseThrow();
  }

  private MySqlEndpoint server(SourceSpec source) {
    String name = table(source).connection();
    ConnectionSpec connection = connections.get(name);
    if (connection == null) {
      throw DriftErrors.noConnection(source, name);
    }
    return MySqlEndpoint.of(connection, secrets);
  }
}
