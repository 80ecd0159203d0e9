package io.penstock.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher of this checkout, for tests that run when the jars have been built. */
public final class Launcher {
  /** For runs over a handful of rows: what the second compiler makes would never pay. */
  private static final String SMALL =
      "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=160m -Xms500m -Xmn250m"
          + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final long LIMIT_SECONDS = 180;
  private static String prepared = "";

  // What the large one saves the few runs of a build is what it costs.
  private static final Map<String, String> ARCHIVE = Map.of("PENSTOCK_ARCHIVE", "small");

  private Launcher() {}

  /**
   * A command that is to be started, in an environment that makes it quick for a handful of rows.
   *
   * @param options more flags of the JVM
   */
  public static ProcessBuilder command(List<String> arguments, String... options) {
    List<String> words = new ArrayList<>(List.of(path()));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(ARCHIVE);
    builder.environment().put("PENSTOCK_OPTS", SMALL + " " + String.join(" ", options));
    return builder;
  }

  /**
   * Its path. It will not build again, because the build that runs this test has just done so, and
   * it has done what it does once, the archive of classes: two tests at once would each make one.
   */
  private static synchronized String path() {
    if (!prepared.isEmpty()) {
      return prepared;
    }
    prepared = BuildLock.holding(TARGET.resolve("launcher.lock"), Launcher::prepare);
    return prepared;
  }

  private static String prepare() throws IOException, InterruptedException {
    String launcher = Path.of("penstock").toAbsolutePath().toString();
    Files.setLastModifiedTime(TARGET.resolve("classpath.txt"), FileTime.from(Instant.now()));
    ProcessBuilder builder =
        new ProcessBuilder(launcher, "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(ARCHIVE);
    Process version = builder.start();
    if (!version.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || version.exitValue() != 0) {
      version.destroyForcibly();
      throw new AssertionError("the launcher cannot say its version");
    }
    return launcher;
  }
}
