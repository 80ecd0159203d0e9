package io.penstock.cli;

import io.penstock.discover.DatabaseDiscovery;
import io.penstock.discover.FileDiscovery;
import io.penstock.discover.Proposal;
import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.Platform;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.land.mysql.DatabaseCatalog;
import io.penstock.local.LocalServers;
import io.penstock.run.SessionSettings;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.read.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/** A look at files or a database, with the connections and the storage of a pipeline's folder. */
final class Discovery {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";
  private static final String HADOOP = "spark.hadoop.";

  private final PipelineOptions options;
  private final SecretResolver secrets = SecretResolver.ofProcess(new WorkspaceScopes());
  private final Optional<PipelineSpec> pipeline;
  private final BiPredicate<String, String> others;

  /**
   * @param others whether a path, of what has an origin, is somebody else's
   */
  Discovery(PipelineOptions options, BiPredicate<String, String> others) {
    this.options = options;
    this.others = others;
    this.pipeline = read();
  }

  /** A folder that is none yet has no connections; of one that is, only those are looked at. */
  private Optional<PipelineSpec> read() {
    if (!PipelineReader.isPipeline(options.folder)) {
      return Optional.empty();
    }
    Problems all = new Problems();
    PipelineSpec spec =
        PipelineReader.read(
            options.folder,
            options.environment,
            Map.of(Loading.LOCAL_HTTP, "http://127.0.0.1"),
            all);
    Problems own = new Problems();
    all.all().stream()
        .filter(problem -> problem.at().file().matches("(environments/|pipeline\\.).*"))
        .forEach(problem -> own.add(problem.at(), problem.sentence()));
    own.throwIfAny();
    return Optional.of(spec);
  }

  private boolean isLocal() {
    return options.environment.equals(EnvironmentSpec.LOCAL);
  }

  Proposal look(String where) {
    Optional<ConnectionSpec> defined =
        pipeline.map(spec -> spec.environment().connections().get(where));
    if (defined.isPresent()) {
      return database(defined.get());
    }
    if (!where.matches(NAME) || Files.exists(Path.of(where))) {
      return files(where);
    }
    if (pipeline.isEmpty() || !isLocal()) {
      throw CliErrors.nothingToDiscover(
          where,
          options.folder.resolve("environments").resolve(options.environment + ".yml"),
          pipeline.map(spec -> spec.environment().connections().keySet()).orElse(Set.of()));
    }
    try (LocalServers servers =
        LocalServers.open(LocalHome.path(), EnumSet.of(LocalServers.Need.MYSQL))) {
      String name = new PipelineNames(LocalHome.path()).of(pipeline.get().name(), options.folder);
      return database(new EmbeddedEnvironment(servers, name).source(where));
    }
  }

  private Proposal database(ConnectionSpec connection) {
    MySqlEndpoint server = MySqlEndpoint.of(connection, secrets);
    try {
      return DatabaseDiscovery.of(connection.name(), DatabaseCatalog.of(server), others);
    } catch (SQLException e) {
      throw CliErrors.databaseNotDiscovered(connection.name(), server, e);
    }
  }

  private Proposal files(String where) {
    Configuration hadoop = new Configuration();
    pipeline
        .map(spec -> SessionSettings.of(spec.environment(), secrets))
        .orElse(Map.of())
        .forEach(
            (key, value) -> {
              if (key.startsWith(HADOOP)) {
                hadoop.set(key.substring(HADOOP.length()), value);
              }
            });
    boolean embedded =
        where.startsWith("s3") && isLocal() && pipeline.map(LocalParts::embedsLake).orElse(true);
    if (!embedded) {
      return files(where, hadoop);
    }
    try (LocalServers servers =
        LocalServers.open(LocalHome.path(), EnumSet.of(LocalServers.Need.S3))) {
      servers.s3().s3aSettings().forEach(hadoop::set);
      return files(where, hadoop);
    }
  }

  private Proposal files(String where, Configuration hadoop) {
    Storage storage = new Storage(new SerializableConfiguration(hadoop), Platform.OPEN);
    StoragePath path = StoragePath.of(where, Path.of("").toAbsolutePath(), storage.platform());
    try {
      return FileDiscovery.of(storage, path, written(where), where, others);
    } catch (IOException e) {
      throw CliErrors.filesNotDiscovered(where, e);
    }
  }

  /**
   * A relative path is one from here, and in a source one from the pipeline folder, unless the two
   * have nothing in common.
   */
  private String written(String where) {
    if (where.contains(":") || Path.of(where).isAbsolute()) {
      return where;
    }
    Path target = Path.of(where).toAbsolutePath().normalize();
    Path folder = options.folder.toAbsolutePath().normalize();
    boolean apart = !target.getName(0).equals(folder.getName(0));
    if (apart) {
      return target.toString();
    }
    String relative = folder.relativize(target).toString();
    return relative.isEmpty() ? "." : relative;
  }
}
