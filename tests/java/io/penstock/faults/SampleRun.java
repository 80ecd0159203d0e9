package io.penstock.faults;

import io.penstock.testing.Folders;
import io.penstock.testing.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shipped sample pipeline with fewer rows, run once through the launcher as a user starts it,
 * for all tests of the JVM that look at what it has left.
 */
public final class SampleRun {
  private static SampleRun only;

  private final Path place;
  private Child run;

  private SampleRun(Path place) {
    this.place = place;
  }

  /** The run; it must have succeeded. */
  public static synchronized SampleRun once() throws Exception {
    if (only == null) {
      Path place = Path.of("target/tmp/sample-" + ProcessHandle.current().pid()).toAbsolutePath();
      SampleRun sample = new SampleRun(place);
      sample.start();
      sample.run.requireSuccess();
      only = sample;
    }
    return only;
  }

  public Path home() {
    return place.resolve("home");
  }

  /** Its lake, on the disk of the local S3 server. */
  public Path lake() {
    return home().resolve("s3/lake/sales");
  }

  /** What it has drawn from, and {@code sales_truth.json} beside it. */
  public Path source() {
    return home().resolve("http/sales");
  }

  Path folder() {
    return place.resolve("sales");
  }

  Child run() {
    return run;
  }

  private void start() throws IOException {
    Folders.remove(place);
    Folders.copy(Path.of("pipelines/sales"), folder());
    Path environment = folder().resolve("environments/local.yml");
    Files.writeString(
        environment, Files.readString(environment).replace("rows: 100000", "rows: 5000"));
    ProcessBuilder builder =
        new ProcessBuilder(List.of(Launcher.path(), "run", folder().toString(), "--json"));
    builder.environment().put("PENSTOCK_HOME", home().toString());
    builder.environment().put("PENSTOCK_OPTS", Launcher.SMALL);
    Path out = place.resolve("run.out");
    Path err = place.resolve("run.err");
    builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    run = new Child(builder.start(), out, err);
  }
}
