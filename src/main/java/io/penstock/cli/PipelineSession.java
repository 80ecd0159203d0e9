package io.penstock.cli;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import io.penstock.local.LocalServers;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.publish.Target;
import io.penstock.run.RunContext;
import io.penstock.run.RunListener;
import io.penstock.run.RunLock;
import io.penstock.run.SessionSettings;
import io.penstock.run.Targets;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline with everything that it needs to run: its servers, its lake, its targets. Spark and
 * the embedded servers start side by side.
 */
final class PipelineSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineSession.class);

  private final ResolvedPipeline pipeline;
  private final Optional<LocalServers> servers;
  private final Lake lake;
  private final Targets targets;
  private final SecretResolver secrets = SecretResolver.ofProcess(new WorkspaceScopes());
  private final Path workFolder;
  private final Optional<RunLock> lock;

  private PipelineSession(ResolvedPipeline checked, Loading loading, Purpose purpose) {
    PipelineSpec spec = checked.spec();
    Path home = LocalHome.path();
    String name =
        spec.environment().isLocal()
            ? new PipelineNames(home).of(spec.name(), spec.folder())
            : spec.name();
    this.workFolder = home.resolve("work").resolve(spec.environment().name()).resolve(name);
    this.lock =
        purpose == Purpose.RUN
            ? Optional.of(RunLock.take(spec.name(), workFolder))
            : Optional.empty();
    var needs = LocalParts.needs(spec);
    CompletableFuture<Optional<LocalServers>> starting =
        CompletableFuture.supplyAsync(
            () -> needs.isEmpty() ? Optional.empty() : Optional.of(LocalServers.open(home, needs)));
    Map<String, String> settings = new LinkedHashMap<>();
    if (lock.isPresent()) {
      WorkFolder.sweep(workFolder);
      settings.put("spark.local.dir", WorkFolder.spark(workFolder).toString());
    }
    settings.putAll(LocalDisk.settings());
    settings.putAll(SessionSettings.of(spec.environment(), secrets));
    SparkSession spark = SparkSessions.local(settings);
    LOG.info("Spark is ready");
    this.servers = joined(starting);
    LOG.info("the local servers are ready");
    servers
        .filter(s -> needs.contains(LocalServers.Need.S3))
        .ifPresent(
            s -> s.s3().s3aSettings().forEach(spark.sparkContext().hadoopConfiguration()::set));
    this.pipeline =
        servers
            .map(local -> new EmbeddedEnvironment(local, name).complete(checked, loading))
            .orElse(checked);
    EnvironmentSpec environment = pipeline.spec().environment();
    this.lake =
        new Lake(
            spark,
            new LakeLocation(
                environment.lake().orElse("s3a://lake/" + name), environment.catalog()));
    this.targets = new Targets(pipeline.spec(), secrets);
  }

  private enum Purpose {
    LOOK,
    RUN
  }

  /** Opens what was loaded, to look at it; everything is started, nothing has run. */
  static PipelineSession of(Loading loading) {
    return new PipelineSession(loading.resolved(), loading, Purpose.LOOK);
  }

  /** The same, to run it; refused while another run of the pipeline is under way. */
  static PipelineSession toRun(Loading loading) {
    return new PipelineSession(loading.resolved(), loading, Purpose.RUN);
  }

  RunContext context(RunListener listener) {
    return new RunContext(pipeline, lake, targets, workFolder, secrets, listener);
  }

  ResolvedPipeline pipeline() {
    return pipeline;
  }

  Lake lake() {
    return lake;
  }

  /**
   * The target behind a connection.
   *
   * @throws io.penstock.spec.SpecException if nothing is published there
   */
  Target target(String connection) {
    List<PublishSpec> all = pipeline.spec().publish();
    return all.stream()
        .filter(publication -> publication.to().connection().equals(connection))
        .findFirst()
        .map(targets::of)
        .orElseThrow(
            () ->
                CliErrors.noTarget(
                    connection, all.stream().map(p -> p.to().connection()).distinct().toList()));
  }

  /** Where published tables can be looked at, by connection. */
  Map<String, String> whereToLook() {
    Map<String, String> places = new LinkedHashMap<>();
    pipeline
        .spec()
        .environment()
        .connections()
        .forEach((name, connection) -> places.put(name, where(connection)));
    return places;
  }

  private String where(ConnectionSpec connection) {
    String url = connection.url().written();
    if (connection.at().line() != 0 || connection.user().isEmpty()) {
      return io.penstock.spec.Redaction.url(url);
    }
    // The embedded servers' own, which are no secret.
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + connection.user().get().written()
        + "&password="
        + connection.password().orElseThrow().written();
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  @Override
  public void close() {
    targets.close();
    lake.spark().stop();
    servers.ifPresent(LocalServers::close);
    lock.ifPresent(RunLock::close);
  }
}
