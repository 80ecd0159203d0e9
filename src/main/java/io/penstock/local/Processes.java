package io.penstock.local;

import io.penstock.io.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Processes of this machine, known by their command line: a number alone may have been reused. */
final class Processes {
  private Processes() {}

  /** A live process and its command line, program first. */
  record Found(long pid, List<String> command) {
    /** The value of {@code --name=value}, or an empty text. */
    String option(String name) {
      String start = "--" + name + "=";
      return command.stream()
          .filter(word -> word.startsWith(start))
          .map(word -> word.substring(start.length()))
          .findFirst()
          .orElse("");
    }
  }

  static List<Found> matching(Predicate<List<String>> ours) {
    return ProcessHandle.allProcesses()
        .map(handle -> new Found(handle.pid(), command(handle.pid())))
        .filter(found -> !found.command().isEmpty() && ours.test(found.command()))
        .toList();
  }

  /** The command line; empty for a process that is gone, or dead and not yet buried. */
  static List<String> command(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  static boolean alive(Found process) {
    return command(process.pid()).equals(process.command());
  }

  /** Asks it to end, and ends it when it has not after the given time. */
  static void stop(Found process, long seconds) {
    if (!alive(process)) {
      return;
    }
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    if (!gone(process, seconds)) {
      kill(process);
    }
  }

  static void kill(Found process) {
    if (alive(process)) {
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      if (!gone(process, 10)) {
        throw LocalErrors.tooLate(
            "stop process " + process.pid(), "it does not end", Path.of("/proc"));
      }
    }
  }

  private static boolean gone(Found process, long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (alive(process)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Pause.sleep(Duration.ofMillis(10), LocalErrors::interrupted);
    }
    return true;
  }
}
