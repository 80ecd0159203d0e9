package io.penstock.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkSessions;
import io.penstock.local.LocalDisk;
import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.run.PreparedRun;
import io.penstock.run.Resolution;
import io.penstock.run.RunContext;
import io.penstock.run.RunListener;
import io.penstock.run.RunRequest;
import io.penstock.run.RunResult;
import io.penstock.run.Targets;
import io.penstock.spec.Problems;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.read.PipelineReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * Measures reading side by side, in turn, in one JVM: what Spark's own reader and writer take for a
 * bronze and a silver table, and what Penstock takes for both with all that it promises. Called by
 * {@code bench/ingest}.
 */
final class IngestBench {
  private static final Path PLACE = Path.of("target/bench/ingest").toAbsolutePath();

  private final SparkSession spark;
  private final IngestShape shape;
  private final Path root;
  private final Map<String, List<Double>> wall = new LinkedHashMap<>();
  private final Map<String, List<Double>> processor = new LinkedHashMap<>();

  private IngestBench(SparkSession spark, IngestShape shape, Path root) {
    this.spark = spark;
    this.shape = shape;
    this.root = root;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean flag = arguments[i].equals("--json");
      options.put(arguments[i].replaceFirst("^--", ""), flag ? "true" : arguments[++i]);
    }
    long rows = Long.parseLong(options.getOrDefault("rows", "1000000"));
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "3"));
    int warm = Integer.parseInt(options.getOrDefault("warm", "2"));
    Map<String, String> settings = new LinkedHashMap<>(LocalDisk.settings());
    if (options.containsKey("master")) {
      settings.put("spark.master", options.get("master"));
      settings.put("spark.executor.extraJavaOptions", System.getProperty("bench.opens", ""));
      settings.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    }
    IngestShape shape = IngestShape.of(options.getOrDefault("shape", "csv"));
    SparkSession spark = SparkSessions.local(settings);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("shape", shape.name());
    report.put("rows", rows);
    report.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
    if (warm > 0) {
      IngestBench small = of(spark, shape, Math.min(rows, 200_000));
      for (int i = 0; i < warm; i++) {
        small.round(options);
      }
    }
    IngestBench bench = of(spark, shape, rows);
    for (int i = 0; i < rounds; i++) {
      System.err.println("round " + (i + 1) + " of " + rounds);
      bench.round(options);
    }
    bench.tell(report);
    report.put("resident_mb_at_most", residentMegabytes());
    if (options.containsKey("json")) {
      System.out.println(new ObjectMapper().writeValueAsString(report));
    } else {
      report.forEach((name, value) -> System.out.printf("%-28s %s%n", name, value));
    }
    System.exit(0);
  }

  private static IngestBench of(SparkSession spark, IngestShape shape, long rows)
      throws IOException {
    Path root = PLACE.resolve(shape.name() + "-" + rows);
    Path data = root.resolve("data");
    if (!Files.exists(data)) {
      Path making = root.resolve("making");
      delete(making);
      shape.make(spark, making, rows);
      Files.move(making, data);
    }
    shape.pipeline(root.resolve("pipeline"), root.resolve("lake"));
    return new IngestBench(spark, shape, root);
  }

  private void round(Map<String, String> options) throws Exception {
    String what = options.getOrDefault("what", "bare,penstock");
    if (what.contains("bare")) {
      bare();
    }
    if (what.contains("penstock")) {
      penstock();
    }
  }

  private void bare() throws Exception {
    Path lake = root.resolve("bare");
    delete(lake);
    String bronze = lake.resolve("bronze").toString();
    measure(
        "bare bronze",
        () -> shape.read(spark, root.resolve("data")).write().format("delta").save(bronze));
    measure("bare silver", () -> shape.bareSilver(spark, bronze, lake));
    delete(lake);
  }

  private void penstock() throws Exception {
    delete(root.resolve("lake"));
    long before = processorNanos();
    RunResult result = run();
    if (result.exitStatus() != 0) {
      throw new IllegalStateException(result.steps().toString());
    }
    for (StepResult step : result.steps()) {
      add(wall, "penstock " + step.step().replaceFirst("[.].*", ""), step.seconds());
    }
    add(processor, "penstock whole run", (processorNanos() - before) / 1e9);
    delete(root.resolve("lake"));
  }

  private RunResult run() {
    Problems problems = new Problems();
    ResolvedPipeline pipeline =
        Resolution.of(
            PipelineReader.read(root.resolve("pipeline"), "local", Map.of(), problems), problems);
    problems.throwIfAny();
    Lake lake =
        new Lake(
            spark, new LakeLocation(root.resolve("lake").toUri().toString(), Optional.empty()));
    try (Targets targets = new Targets(pipeline.spec(), SecretResolver.ofProcess())) {
      return PreparedRun.of(
              new RunContext(
                  pipeline,
                  lake,
                  targets,
                  root.resolve("work"),
                  SecretResolver.ofProcess(),
                  RunListener.SILENT),
              RunRequest.of(List.of(), Refresh.AS_NEEDED),
              new Problems())
          .run(UUID.randomUUID().toString());
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void measure(String name, Work work) throws Exception {
    long processorBefore = processorNanos();
    long start = System.nanoTime();
    work.run();
    add(wall, name, (System.nanoTime() - start) / 1e9);
    add(processor, name, (processorNanos() - processorBefore) / 1e9);
  }

  private static void add(Map<String, List<Double>> to, String name, double seconds) {
    to.computeIfAbsent(name, any -> new ArrayList<>()).add(Math.round(seconds * 100) / 100.0);
  }

  private void tell(Map<String, Object> report) {
    wall.forEach((name, all) -> report.put(name, median(all) + " s of " + all));
    processor.forEach((name, all) -> report.put(name + ", processor", median(all)));
    for (String step : List.of("bronze", "silver")) {
      if (wall.containsKey("bare " + step) && wall.containsKey("penstock " + step)) {
        double ratio = median(wall.get("penstock " + step)) / median(wall.get("bare " + step));
        report.put("penstock / bare " + step, Math.round(ratio * 100) / 100.0);
      }
    }
  }

  private static double median(List<Double> all) {
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
