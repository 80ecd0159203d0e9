package io.penstock.bi;

import java.util.List;

/**
 * A server that has tables for people to look at. It holds no user and no password: the tool asks.
 *
 * @param name what its files are called after
 * @param database the database, or for Databricks the catalog
 * @param schema the schema of its tables; empty where a database has none
 * @param path the HTTP path of a SQL warehouse; empty for others
 * @param tables the names of its tables
 */
public record BiSource(
    String name,
    BiKind kind,
    String host,
    int port,
    String database,
    String schema,
    String path,
    List<String> tables) {
  public BiSource {
    tables = List.copyOf(tables);
  }

  /** The host, and the port where it is not the usual one. */
  String address() {
    return port == kind.usualPort() ? host : host + ":" + port;
  }
}
