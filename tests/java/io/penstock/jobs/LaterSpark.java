package io.penstock.jobs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.testing.BuildLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The jars of the later Spark of {@code tests/spark-4.1}. Maven resolves them, with the settings of
 * the build that runs this test.
 */
final class LaterSpark {
  private static final Path POM = Path.of("tests/spark-4.1/pom.xml").toAbsolutePath();
  private static final Path FILE = Path.of("target/classpath-4.1.txt").toAbsolutePath();
  private static final long LIMIT_SECONDS = 300;

  private LaterSpark() {}

  static String jars() {
    String maven = System.getProperty("maven.home", "");
    assumeTrue(
        !maven.isEmpty(),
        "skipped: outside of a Maven build nobody resolves the jars of Spark 4.1");
    return BuildLock.holding(
        FILE.resolveSibling("classpath-4.1.lock"),
        () -> {
          if (!Files.exists(FILE)
              || Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(POM)) < 0) {
            resolve(Path.of(maven, "bin", "mvn"));
          }
          return Files.readString(FILE).strip();
        });
  }

  private static void resolve(Path mvn) throws IOException, InterruptedException {
    Path log = FILE.resolveSibling("classpath-4.1.log");
    Process process =
        new ProcessBuilder(
                mvn.toString(),
                "-B",
                "-ntp",
                "-q",
                "-f",
                POM.toString(),
                "dependency:build-classpath",
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + FILE)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          "Maven cannot resolve the jars of " + POM + ":\n" + Files.readString(log));
    }
  }
}
