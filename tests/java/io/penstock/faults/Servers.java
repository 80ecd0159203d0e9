package io.penstock.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that belong to a home, by their command line. */
final class Servers {
  private Servers() {}

  /** MySQL servers whose data is under the home. */
  static List<ProcessHandle> mysql(Path home) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              String line = commandLine(process.pid());
              return line.contains("mariadbd") && line.contains("=" + home + "/");
            })
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }
}
