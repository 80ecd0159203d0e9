package io.penstock.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.testing.BuildLock;
import io.penstock.testing.Folders;
import io.penstock.testing.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shipped sample pipeline with fewer rows, run once through the launcher as a user starts it,
 * for all tests of the build that look at what it has left.
 */
public final class SampleRun {
  private final Path place;

  private SampleRun(Path place) {
    this.place = place;
  }

  /** The run; it has succeeded. */
  public static SampleRun once() throws Exception {
    String build =
        System.getProperty("penstock.build", "by-" + ProcessHandle.current().pid())
            .replace(':', '-');
    SampleRun sample = new SampleRun(Path.of("target/tmp/sample-" + build).toAbsolutePath());
    ProcessBuilder run = Launcher.command(List.of("run", sample.folder().toString(), "--json"));
    return BuildLock.holding(
        Path.of("target/tmp/sample.lock").toAbsolutePath(), () -> sample.made(run));
  }

  public Path home() {
    return place.resolve("home");
  }

  /** Its lake as it was when the run had ended: a copy of what the local S3 server has. */
  public Path lake() {
    return place.resolve("lake");
  }

  /** What it has drawn from, and {@code sales_truth.json} beside it. */
  public Path source() {
    return home().resolve("http/sales");
  }

  Path folder() {
    return place.resolve("sales");
  }

  /** What it has said with {@code --json}. */
  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(out()));
  }

  String errors() throws IOException {
    return Files.readString(err()).strip();
  }

  private Path out() {
    return place.resolve("run.out");
  }

  private Path err() {
    return place.resolve("run.err");
  }

  private SampleRun made(ProcessBuilder run) throws IOException, InterruptedException {
    if (!Files.exists(lake())) {
      Folders.remove(place);
      Folders.copy(Path.of("pipelines/sales"), folder());
      Path environment = folder().resolve("environments/local.yml");
      Files.writeString(
          environment, Files.readString(environment).replace("rows: 100000", "rows: 5000"));
      new Child(start(run), out(), err()).requireSuccess();
      Folders.copy(home().resolve("s3/lake/sales"), lake());
    }
    return this;
  }

  private Process start(ProcessBuilder run) throws IOException {
    run.environment().put("PENSTOCK_HOME", home().toString());
    return run.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(out().toFile())
        .redirectError(err().toFile())
        .start();
  }
}
