package io.penstock.local;

import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.RefusedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of the local servers: what failed, why, what was found, and the way out. */
final class LocalErrors {
  private LocalErrors() {}

  static PenstockException files(String verb, Path place, IOException e) {
    String found = found(e);
    if (diskFull(found)) {
      return diskFull(verb, place, found, e);
    }
    if (e instanceof AccessDeniedException || found.contains("Read-only file system")) {
      return permanentError(verb, "'" + place + "' is not writable", found, ownFolder(place), e);
    }
    return permanentError(verb, "'" + place + "' cannot be used", found, ownFolder(place), e);
  }

  static PenstockException diskFull(String verb, Path place, String found, Throwable e) {
    return permanentError(
        verb, "the disk is full", found, "Free some space under '" + place + "' and run again.", e);
  }

  static PenstockException otherPlatform(String os, String arch) {
    return permanentError(
        "start the local MySQL server",
        "its bundled program is for Linux on x86_64 only",
        os + " on " + arch,
        "Name a MySQL server of your own under connections in environments/local.yml.",
        null);
  }

  static PenstockException noPort(String server, Throwable e) {
    return transientError(
        "start the local " + server + " server",
        "no port on 127.0.0.1 could be taken",
        found(e),
        "Close programs that listen there, or look with 'ss -ltn', and run again.",
        e);
  }

  static PenstockException server(String server, Throwable e) {
    return permanentError(
        "start the local " + server + " server",
        "it failed while starting",
        found(e),
        "See the log, and run again.",
        e);
  }

  static PenstockException tooLate(String verb, String what, Path log) {
    return transientError(
        verb,
        what,
        "no answer in time",
        "See '" + log + "', then run 'penstock down' and again.",
        null);
  }

  static PenstockException busy(Path lock) {
    return transientError(
        "open the local servers",
        "another process has been starting or stopping them for two minutes",
        "'" + lock + "' is locked",
        "Wait for it or stop it, then run again.",
        null);
  }

  static PenstockException inUse(List<Long> pids) {
    return new RefusedException(
        sentence(
            "stop the local servers",
            "a run still uses them",
            "process " + pids.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            "Wait until it has ended, or stop it, then run 'penstock down' again."));
  }

  static PenstockException crashed(String verb, int exit, List<String> log, Path logFile) {
    String line = ErrorLog.meaningfulLine(log);
    String all = String.join("\n", log);
    Path home = logFile.toAbsolutePath().getParent().getParent();
    Optional<String> full = log.stream().filter(LocalErrors::diskFull).findFirst();
    if (full.isPresent()) {
      return diskFull(verb, home, ErrorLog.withoutTime(full.get()), null);
    }
    if (all.contains("error while loading shared libraries") || all.contains("version `GLIBC")) {
      return permanentError(
          verb,
          "a shared library of this machine is missing or too old",
          line,
          "Install it (Debian: libcrypt1, libsystemd0, libstdc++6), or name a MySQL server of your"
              + " own in environments/local.yml.",
          null);
    }
    return permanentError(
        verb,
        "the server ended with status " + exit,
        line,
        "See '"
            + logFile
            + "'; if its data is beyond repair, move '.penstock/mysql/data' away and"
            + " run again.",
        null);
  }

  static PenstockException notExecutable(Path program, IOException e) {
    return permanentError(
        "start the local MySQL server",
        "'" + program + "' cannot be executed",
        found(e),
        "Put .penstock on a disk that allows programs, on a Linux with glibc.",
        e);
  }

  static PenstockException interrupted(InterruptedException e) {
    return transientError(
        "wait for the local servers", "the wait was interrupted", "a stop signal", "Run again.", e);
  }

  static PenstockException daemon(String found, Path log) {
    return permanentError(
        "keep the local servers up",
        "their process ended while starting",
        found,
        "See '" + log + "', and run again.",
        null);
  }

  /** What the daemon could not do, in its own words. */
  static PenstockException inDaemon(String sentence) {
    return OutsideException.ofPermanent(sentence, null);
  }

  static PenstockException missingClass(String name) {
    return permanentError(
        "start the local S3 server",
        "a library is missing from the class path",
        "no " + name,
        "Build the project again with 'mvn package'.",
        null);
  }

  private static String ownFolder(Path place) {
    return "Run in a folder that you may write, or repair the rights of '" + place + "'.";
  }

  private static boolean diskFull(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("no space left on device")
        || lower.contains("disk is full")
        || lower.contains("disk full")
        || lower.contains("disk quota exceeded")
        || lower.contains("errno: 28")
        || lower.contains("error: 28")
        || lower.contains("errcode: 28")
        || lower.contains("error number 28")
        || lower.contains("error 28");
  }

  private static String found(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    String name = e.getClass().getSimpleName();
    String text = message.isBlank() ? name : name + " " + message;
    return text.lines().findFirst().orElse(name);
  }

  private static PenstockException permanentError(
      String verb, String why, String found, String wayOut, Throwable e) {
    return OutsideException.ofPermanent(sentence(verb, why, found, wayOut), e);
  }

  private static PenstockException transientError(
      String verb, String why, String found, String wayOut, Throwable e) {
    return OutsideException.ofTransient(sentence(verb, why, found, wayOut), e);
  }

  private static String sentence(String verb, String why, String found, String wayOut) {
    return "Local servers (.penstock): cannot "
        + verb
        + " because "
        + why
        + ". Found: "
        + found
        + ". "
        + wayOut;
  }
}
