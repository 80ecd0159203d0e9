package io.penstock.land;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.plan.SourceNews;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.SourceLocation;
import java.util.Map;

/** Where a table is asked for. Whether it has changed is known when it has been read. */
final class DatabaseLook {
  private DatabaseLook() {}

  static SourceNews look() {
    return SourceNews.UNKNOWN;
  }

  /**
   * @throws io.penstock.spec.SpecException if the connection is none of MySQL
   */
  static MySqlEndpoint server(
      LandingSource landing,
      SourceLocation.Database location,
      Map<String, ConnectionSpec> connections) {
    ConnectionSpec connection = connections.get(location.connection());
    if (connection == null) {
      throw LandErrors.noConnection(landing.place(), location);
    }
    return MySqlEndpoint.of(connection, landing.secrets());
  }
}
