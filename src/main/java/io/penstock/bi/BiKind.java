package io.penstock.bi;

/** The kinds of servers, by what the tools call them. */
public enum BiKind {
  MYSQL("mysql", "mysql", 3306),
  REDSHIFT("amazon-redshift", "redshift", 5439),
  DATABRICKS("databricks-sql", "databricks", 443);

  private final String protocol;
  private final String tableauClass;
  private final int usualPort;

  BiKind(String protocol, String tableauClass, int usualPort) {
    this.protocol = protocol;
    this.tableauClass = tableauClass;
    this.usualPort = usualPort;
  }

  String protocol() {
    return protocol;
  }

  String tableauClass() {
    return tableauClass;
  }

  int usualPort() {
    return usualPort;
  }
}
