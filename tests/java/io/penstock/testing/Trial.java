package io.penstock.testing;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.run.LakeQuery;
import io.penstock.run.PreparedRun;
import io.penstock.run.Resolution;
import io.penstock.run.RunContext;
import io.penstock.run.RunListener;
import io.penstock.run.RunRequest;
import io.penstock.run.RunResult;
import io.penstock.run.Targets;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.TableName;
import io.penstock.spec.read.PipelineReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A pipeline folder made by a test, with its lake beside it on the disk. Runs go through the same
 * runner as those of users, in the test's JVM.
 */
public final class Trial {
  private static final List<String> LAYERS =
      List.of("landing", "bronze", "silver", "gold", "quarantine", "ops");

  private Map<String, ConnectionSpec> connections = Map.of();
  private final Path root;
  private Optional<String> catalog = Optional.empty();
  private SparkSession session = TestSpark.session();

  public Trial(Path root) {
    this.root = root;
    file("environments/local.yml", "lake: " + root.resolve("lake").toUri() + "\n");
  }

  /** Publishes to these instead of to embedded servers. */
  public Trial connections(Map<String, ConnectionSpec> given) {
    this.connections = given;
    return this;
  }

  /** Runs in this session, which is one of the test JVM's. */
  public Trial inSession(SparkSession own) {
    this.session = own;
    return this;
  }

  /** Keeps the tables in a catalog that knows their places, with new schemas. */
  public Trial inCatalog(String name) {
    this.catalog = Optional.of(name);
    ManagedCatalog.in(session);
    for (String layer : LAYERS) {
      session.sql("DROP DATABASE IF EXISTS " + layer + " CASCADE");
      session.sql("CREATE DATABASE " + layer);
    }
    return this;
  }

  /** Writes a file of the pipeline folder. */
  public Trial file(String name, String text) {
    write(folder().resolve(name), text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Writes a file of the folder {@code data}, which sources may read as {@code ../data}. */
  public Trial data(String name, String text) {
    return data(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public Trial data(String name, byte[] bytes) {
    write(root.resolve("data").resolve(name), bytes);
    return this;
  }

  public Path folder() {
    return root.resolve("pipeline");
  }

  public Path root() {
    return root;
  }

  public RunResult run(String... only) {
    return run(Refresh.AS_NEEDED, only);
  }

  public RunResult run(Refresh refresh, String... only) {
    ResolvedPipeline pipeline = load();
    try (Targets targets = new Targets(pipeline.spec(), SecretResolver.ofProcess())) {
      return prepared(pipeline, targets, refresh, only).run(UUID.randomUUID().toString());
    }
  }

  /** What a run would do now, each step as {@code name: action, reason}. */
  public List<String> plan(String... only) {
    ResolvedPipeline pipeline = load();
    try (Targets targets = new Targets(pipeline.spec(), SecretResolver.ofProcess())) {
      return prepared(pipeline, targets, Refresh.AS_NEEDED, only).plan().steps().stream()
          .map(s -> s.name() + ": " + s.decision().action() + ", " + s.decision().reason())
          .toList();
    }
  }

  private PreparedRun prepared(
      ResolvedPipeline pipeline, Targets targets, Refresh refresh, String... only) {
    return PreparedRun.of(
        context(pipeline, targets), RunRequest.of(List.of(only), refresh), new Problems());
  }

  /** Gives what a run happens in to something else that looks at the pipeline. */
  public <T> T look(Function<RunContext, T> at) {
    ResolvedPipeline pipeline = load();
    try (Targets targets = new Targets(pipeline.spec(), SecretResolver.ofProcess())) {
      return at.apply(context(pipeline, targets));
    }
  }

  private RunContext context(ResolvedPipeline pipeline, Targets targets) {
    return new RunContext(
        pipeline,
        lake(),
        targets,
        root.resolve("work"),
        SecretResolver.ofProcess(),
        RunListener.SILENT);
  }

  /** A table by the name of its step. */
  public static TableName table(String step) {
    return new TableName(
        step.substring(0, step.indexOf('.')), step.substring(step.indexOf('.') + 1));
  }

  /** The run's result for one step. */
  public static StepResult step(RunResult result, String name) {
    return result.steps().stream().filter(s -> s.step().equals(name)).findFirst().orElseThrow();
  }

  /** The rows of a query over the lake, each as text. */
  public List<String> query(String sql) {
    if (catalog.isEmpty()) {
      LAYERS.stream().filter(layer -> sql.contains(layer + ".")).forEach(Trial::forget);
    }
    return new LakeQuery(lake(), load())
        .rows(sql).collectAsList().stream().map(Row::toString).toList();
  }

  /** Each trial has tables of the same names, so the catalog forgets the ones before. */
  public static void forgetTables() {
    LAYERS.forEach(Trial::forget);
  }

  private static void forget(String layer) {
    TestSpark.session().sql("DROP DATABASE IF EXISTS " + layer + " CASCADE");
  }

  public Lake lake() {
    return new Lake(
        session,
        new LakeLocation(
            load().spec().environment().lake().orElse(root.resolve("lake").toUri().toString()),
            catalog));
  }

  public ResolvedPipeline load() {
    Problems problems = new Problems();
    ResolvedPipeline pipeline =
        Resolution.of(PipelineReader.read(folder(), "local", Map.of(), problems), problems);
    problems.throwIfAny();
    return connections.isEmpty() ? pipeline : pipeline.withConnections(connections);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
