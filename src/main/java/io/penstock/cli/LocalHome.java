package io.penstock.cli;

import java.nio.file.Path;

/** Where everything local lives: the folder {@code .penstock}. */
final class LocalHome {
  private LocalHome() {}

  static Path path() {
    return Path.of(System.getProperty("penstock.home", ".penstock")).toAbsolutePath().normalize();
  }

  /** The log of this process. */
  static Path log() {
    return Path.of(
        System.getProperty("penstock.log", path().resolve("logs/penstock.log").toString()));
  }
}
