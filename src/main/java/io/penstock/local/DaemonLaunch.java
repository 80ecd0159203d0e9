package io.penstock.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the daemon's JVM apart from the caller's terminal, so that it outlives both. */
final class DaemonLaunch {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private DaemonLaunch() {}

  static Process start(HomeFolder home, Path log) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Files.isExecutable(SETSID) ? SETSID.toString() : "nohup");
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add(LocalDaemon.class.getName());
    words.add(home.root().toString());
    ProcessBuilder builder = new ProcessBuilder(words);
    // In the environment, since some systems limit the length of a command line that can be read.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
