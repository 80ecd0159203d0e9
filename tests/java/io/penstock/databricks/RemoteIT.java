package io.penstock.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock remote} through the launcher, signed in by environment variables. */
class RemoteIT {
  @TempDir private Path root;
  private TestingWorkspace server;

  private record Said(int status, String out, String err) {}

  @BeforeEach
  void open() throws IOException {
    server =
        new TestingWorkspace()
            .on("GET /jobs/list", JobAnswers.TWO_JOBS)
            .on("POST /jobs/run-now", JobAnswers.STARTED);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aRunIsFollowedToItsEnd() throws Exception {
    server
        .on(
            "GET /jobs/runs/get",
            JobAnswers.run(
                JobAnswers.going("RUNNING"),
                JobAnswers.going("RUNNING"),
                JobAnswers.going("BLOCKED")))
        .on(
            "GET /jobs/runs/get",
            JobAnswers.run(
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("SUCCESS")));

    Said said =
        penstock("remote", "run", "sales", "--wait", "--every", "0.1", "--param", "only=gold");

    assertThat(said.err()).isEmpty();
    assertThat(said.status()).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "Run 77 of the job '[dev anna] penstock sales' has been started.",
            "land: running",
            "silver: blocked",
            "land: success",
            "silver: success",
            "Run 77 succeeded in 42 s: https://workspace/run/77");
    assertThat(server.asked("/jobs/run-now").get(0).body()).contains("\"only\":\"gold\"");
  }

  @Test
  void aRunThatFailsIsExitStatusOneAndOneSentence() throws Exception {
    server
        .on(
            "GET /jobs/runs/get",
            JobAnswers.run(
                JobAnswers.ended("FAILED"),
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("FAILED")))
        .on("GET /jobs/runs/get-output", "{\"error\": \"the table is full\"}");

    Said said = penstock("remote", "run", "sales", "--wait");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.err().lines().toList())
        .singleElement()
        .asString()
        .contains("the task 'silver' ended as failed: the table is full.");
    secretsStayInside(said);
  }

  @Test
  void aTokenThatIsRefusedIsOneSentenceWithoutTheToken() throws Exception {
    server.refusing("GET /warehouses", 401, "UNAUTHENTICATED", "Invalid " + TestingWorkspace.TOKEN);

    Said said = penstock("remote", "query", "SELECT 1");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.err().lines().toList())
        .singleElement()
        .asString()
        .contains("cannot list the SQL warehouses because it does not know who you are");
    secretsStayInside(said);
  }

  @Test
  void whoDoesNotSayWhichWorkspaceIsToldHow() throws Exception {
    Said said = penstock(Map.of(), "remote", "status");

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo(
            "Workspace: cannot be reached because nothing says which one is meant. Set"
                + " DATABRICKS_HOST, or sign in with: databricks auth login.");
  }

  @Test
  void theStatusShowsTheJobsOfPenstock() throws Exception {
    server.on(
        "GET /jobs/runs/list",
        "{\"runs\": ["
            + JobAnswers.run(
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("SUCCESS"),
                JobAnswers.ended("SUCCESS"))
            + "]}");

    Said said = penstock("remote", "status");

    assertThat(said.out())
        .contains("[dev anna] penstock sales")
        .contains("77")
        .contains("land success, silver success")
        .doesNotContain("nightly report");
  }

  @Test
  void allOfJacksonTwoIsTheOneOfSpark() throws IOException {
    TreeSet<String> versions = new TreeSet<>();
    for (String jar :
        Files.readString(Path.of("target/classpath.txt")).strip().split(File.pathSeparator)) {
      // The annotations are for Jackson 3 too, and have a version of their own.
      if (jar.contains("/com/fasterxml/jackson/") && !jar.contains("jackson-annotations")) {
        versions.add(jar.replaceAll(".*-([0-9.]+)\\.jar", "$1"));
      }
    }
    assertThat(versions)
        .containsExactly(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
  }

  private void secretsStayInside(Said said) throws IOException {
    assertThat(said.out() + said.err()).doesNotContain(TestingWorkspace.TOKEN);
    Path log = root.resolve("home/logs/penstock.log");
    if (Files.exists(log)) {
      assertThat(Files.readString(log)).doesNotContain(TestingWorkspace.TOKEN);
    }
  }

  private Said penstock(String... arguments) throws Exception {
    return penstock(
        Map.of("DATABRICKS_HOST", server.host(), "DATABRICKS_TOKEN", TestingWorkspace.TOKEN),
        arguments);
  }

  private Said penstock(Map<String, String> signedIn, String... arguments) throws Exception {
    Path out = root.resolve("out");
    Path err = root.resolve("err");
    ProcessBuilder builder =
        Launcher.command(List.of(arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DATABRICKS_"));
    builder.environment().putAll(signedIn);
    builder.environment().put("PENSTOCK_HOME", root.resolve("home").toString());
    builder.environment().put("HOME", root.toString());
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Said(
        process.exitValue(), Files.readString(out).strip(), Files.readString(err).strip());
  }
}
