package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.testing.FaultsTried;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that loses executors and runs tasks twice; a single JVM cannot show either. */
class LostExecutorsTest extends SwapContract {
  @TempDir Path root;

  /** On one server, because starting a cluster takes a while; {@code all} tries each. */
  private static final String SERVERS = System.getProperty("penstock.faults.clusters", "8.0");

  @Test
  @Timeout(240)
  void lost_executors_and_twins_of_tasks_double_nothing() throws Exception {
    Assumptions.assumeTrue(
        SERVERS.equals("all") || !server.toString().equals("MariaDB"),
        "-Dpenstock.faults.clusters=all tries this on " + server + " too");
    Files.createDirectories(root.resolve("spark-home/jars"));
    Path out = root.resolve("out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens"))
        .forEach(command::add);
    MySqlEndpoint endpoint = endpoint();
    command.addAll(
        List.of(
            "-Xmx700m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Duser.timezone=UTC",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterPublication.class.getName(),
            root.resolve("lake").toString(),
            endpoint.url(),
            endpoint.user(),
            endpoint.password()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("SPARK_HOME", root.resolve("spark-home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    boolean ended = process.waitFor(200, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    String lost =
        said.lines().filter(line -> line.contains("executors lost")).findFirst().orElseThrow();
    System.out.println(lost);
    FaultsTried.add("executors lost", Integer.parseInt(lost.split(" ", 2)[0]));
    assertThat(tables()).noneMatch(name -> name.contains("__penstock_"));
  }
}
