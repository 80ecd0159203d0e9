package io.penstock.run;

import io.penstock.publish.Target;
import io.penstock.publish.mysql.MySqlEndpoint;
import io.penstock.publish.mysql.MySqlTarget;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SpecException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The targets of a pipeline, by connection; secrets are resolved when one is first asked for. */
public final class Targets implements AutoCloseable {
  private final EnvironmentSpec environment;
  private final SecretResolver secrets;
  private final Map<String, Target> open = new ConcurrentHashMap<>();

  public Targets(EnvironmentSpec environment, SecretResolver secrets) {
    this.environment = environment;
    this.secrets = secrets;
  }

  /**
   * @throws SpecException if the connection or one of its secrets is not defined
   */
  public Target of(PublishSpec publication) {
    return open.computeIfAbsent(publication.connection(), name -> mysql(publication));
  }

  private Target mysql(PublishSpec publication) {
    EnvironmentSpec.ConnectionSpec connection =
        environment.connections().get(publication.connection());
    if (connection == null) {
      throw new SpecException(
          publication.at()
              + ": there is no connection '"
              + publication.connection()
              + "' in "
              + environment.at().file()
              + ". Define it there under 'connections'.");
    }
    String url = secrets.resolve(connection.url(), connection.at());
    if (!url.startsWith("jdbc:mysql://") || MySqlTarget.database(url).isEmpty()) {
      throw new SpecException(
          connection.at()
              + ": the connection '"
              + connection.name()
              + "' cannot be used for MySQL because its 'url' is not of the form"
              + " jdbc:mysql://host:port/database. Found: "
              + (connection.url().isReference()
                  ? "something else, which is a secret and not shown"
                  : io.penstock.spec.Redaction.url(url))
              + ".");
    }
    return new MySqlTarget(
        new MySqlEndpoint(
            url,
            connection.user().map(user -> secrets.resolve(user, connection.at())).orElse(""),
            connection.password().map(p -> secrets.resolve(p, connection.at())).orElse("")));
  }

  @Override
  public void close() {
    open.values().forEach(Target::close);
  }
}
