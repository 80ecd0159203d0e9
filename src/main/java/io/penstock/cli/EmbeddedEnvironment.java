package io.penstock.cli;

import io.penstock.local.LocalServers;
import io.penstock.local.S3Access;
import io.penstock.local.sample.SalesSample;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Destination;
import io.penstock.spec.Limit;
import io.penstock.spec.Origin;
import io.penstock.spec.SampleSpec;
import io.penstock.spec.SecretText;
import io.penstock.spec.StagingSpec;
import io.penstock.spec.StagingSpec.Loader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
    Map<String, BiFunction<String, String, ConnectionSpec>> kinds =
        Map.of(
            Destination.MySql.KIND,
            this::mysql,
            Destination.Redshift.KIND,
            this::redshift,
            Destination.Files.KIND,
            this::files);
    kinds.forEach(
        (kind, made) -> {
          List<String> embedded = LocalParts.embedded(checked.spec(), kind);
          for (String connection : embedded) {
            String own = name + "_" + connection.toLowerCase(Locale.ROOT);
            connections.put(connection, made.apply(connection, embedded.size() == 1 ? name : own));
          }
        });
    for (String source : LocalParts.sources(checked.spec())) {
      connections.computeIfAbsent(source, this::source);
    }
    return again.withConnections(connections);
  }

  /** A database that is read, and of which the environment file says nothing. */
  ConnectionSpec source(String connection) {
    return mysql(connection, name + "_" + connection.toLowerCase(Locale.ROOT));
  }

  private ConnectionSpec redshift(String connection, String database) {
    var redshift = servers.redshift();
    return new ConnectionSpec(
        connection,
        new SecretText(redshift.jdbcUrl(database)),
        Optional.of(new SecretText(redshift.user())),
        Optional.of(new SecretText(redshift.password())),
        new StagingSpec(
            Optional.empty(),
            Optional.of("s3a://" + S3Access.BUCKET + "/staging/" + database),
            Optional.of("default"),
            Optional.empty(),
            Optional.empty(),
            Loader.COPY,
            Optional.empty()),
        new Origin("the embedded stand-in for Redshift", 0));
  }

  private ConnectionSpec files(String connection, String folder) {
    return new ConnectionSpec(
        connection,
        new SecretText("s3a://" + S3Access.BUCKET + "/exports/" + folder),
        Optional.empty(),
        Optional.empty(),
        new Origin("the embedded S3", 0));
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
