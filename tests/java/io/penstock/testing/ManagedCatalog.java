package io.penstock.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalogCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A catalog with names of three levels that gives managed tables what Unity Catalog gives them:
 * columns mapped by name, with which Delta refuses to create a table from rows while its change
 * feed is on. The tables themselves are those of Spark's own catalog.
 */
public final class ManagedCatalog implements StagingTableCatalog, SupportsNamespaces {
  /** Under which name sessions know it. */
  public static final String NAME = "unity";

  private String name;
  private StagingTableCatalog tables;
  private SupportsNamespaces namespaces;

  /** Makes it known to a session and to those that are made of it. */
  public static SparkSession in(SparkSession session) {
    session.conf().set("spark.sql.catalog." + NAME, ManagedCatalog.class.getName());
    return session;
  }

  @Override
  public void initialize(String given, CaseInsensitiveStringMap options) {
    name = given;
    var session =
        ((org.apache.spark.sql.classic.SparkSession) SparkSession.active())
            .sessionState()
            .catalogManager()
            .v2SessionCatalog();
    tables = (StagingTableCatalog) session;
    namespaces = (SupportsNamespaces) session;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<TableCatalogCapability> capabilities() {
    return tables.capabilities();
  }

  private static Map<String, String> managed(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("delta.columnMapping.mode", "name");
    return all;
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    return tables.listTables(namespace);
  }

  @Override
  public Table loadTable(Identifier table) throws NoSuchTableException {
    return tables.loadTable(table);
  }

  @Override
  public Table loadTable(Identifier table, String version) throws NoSuchTableException {
    return tables.loadTable(table, version);
  }

  @Override
  public Table createTable(
      Identifier table, Column[] columns, Transform[] parts, Map<String, String> properties)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    return tables.createTable(table, columns, parts, managed(properties));
  }

  @Override
  public StagedTable stageCreate(
      Identifier table, Column[] columns, Transform[] parts, Map<String, String> properties)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    return tables.stageCreate(table, columns, parts, managed(properties));
  }

  @Override
  public StagedTable stageReplace(
      Identifier table, Column[] columns, Transform[] parts, Map<String, String> properties)
      throws NoSuchNamespaceException, NoSuchTableException {
    return tables.stageReplace(table, columns, parts, managed(properties));
  }

  @Override
  public StagedTable stageCreateOrReplace(
      Identifier table, Column[] columns, Transform[] parts, Map<String, String> properties)
      throws NoSuchNamespaceException {
    return tables.stageCreateOrReplace(table, columns, parts, managed(properties));
  }

  @Override
  public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
    return tables.alterTable(table, changes);
  }

  @Override
  public boolean dropTable(Identifier table) {
    return tables.dropTable(table);
  }

  @Override
  public void renameTable(Identifier from, Identifier to)
      throws NoSuchTableException, TableAlreadyExistsException {
    tables.renameTable(from, to);
  }

  @Override
  public String[][] listNamespaces() throws NoSuchNamespaceException {
    return namespaces.listNamespaces();
  }

  @Override
  public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
    return namespaces.listNamespaces(namespace);
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    return namespaces.loadNamespaceMetadata(namespace);
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata)
      throws org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException {
    namespaces.createNamespace(namespace, metadata);
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes)
      throws NoSuchNamespaceException {
    namespaces.alterNamespace(namespace, changes);
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade)
      throws NoSuchNamespaceException, NonEmptyNamespaceException {
    return namespaces.dropNamespace(namespace, cascade);
  }
}
