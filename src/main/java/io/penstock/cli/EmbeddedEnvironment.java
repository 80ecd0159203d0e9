package io.penstock.cli;

import io.penstock.local.LocalServers;
import io.penstock.local.sample.SalesSample;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.spec.EnvironmentSpec.ConnectionSpec;
import io.penstock.spec.EnvironmentSpec.SampleSpec;
import io.penstock.spec.Limit;
import io.penstock.spec.Origin;
import io.penstock.spec.SecretText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What embedded servers add to a pipeline's environment: the sample behind HTTP, and the
 * connections that the environment file does not define.
 *
 * @param name what the pipeline is called on this machine
 */
record EmbeddedEnvironment(LocalServers servers, String name) {

  ResolvedPipeline complete(ResolvedPipeline checked, Loading loading) {
    Map<String, String> given = new LinkedHashMap<>();
    checked
        .spec()
        .environment()
        .sample()
        .ifPresent(
            sample -> {
              SalesSample.write(
                  servers.httpRoot().resolve(name), sample.rows(), share(sample), sample.seed());
              given.put(Loading.LOCAL_HTTP, servers.httpBase().resolve(name).toString());
            });
    ResolvedPipeline again = given.isEmpty() ? checked : loading.again(given);
    Map<String, ConnectionSpec> connections =
        new LinkedHashMap<>(again.spec().environment().connections());
    List<String> embedded = LocalParts.embeddedConnections(checked.spec());
    for (String connection : embedded) {
      connections.put(
          connection,
          mysql(
              connection,
              embedded.size() == 1 ? name : name + "_" + connection.toLowerCase(Locale.ROOT)));
    }
    return again.withConnections(connections);
  }

  private ConnectionSpec mysql(String connection, String database) {
    var mysql = servers.mysql();
    return new ConnectionSpec(
        connection,
        new SecretText(mysql.jdbcUrl(database)),
        Optional.of(new SecretText(mysql.user())),
        Optional.of(new SecretText(mysql.password())),
        new Origin("the embedded MySQL", 0));
  }

  private static double share(SampleSpec sample) {
    Limit dirty = sample.dirty();
    return dirty.value().doubleValue() / (dirty.share() ? 100.0 : sample.rows());
  }
}
