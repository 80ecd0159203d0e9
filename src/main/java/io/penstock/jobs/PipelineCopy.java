package io.penstock.jobs;

import io.penstock.io.Digests;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The pipeline folder that a task reads: the one that it was told, or, where Java cannot open that,
 * the one that the build put into the jar. Both are of one deployment; the digest shows it.
 *
 * @param folder where it can be read
 * @param origin where it comes from, for people
 * @param digest of the names and bytes of all its files, in hex
 */
record PipelineCopy(Path folder, String origin, String digest) {
  /** The folder of pipelines, in the repository as in the jar. */
  private static final String PIPELINES = "pipelines/";

  private static final String SELF =
      "/" + PipelineCopy.class.getName().replace('.', '/') + ".class";

  /**
   * @param given the folder as the task was told
   * @param copies where a copy may be laid
   * @throws SpecException if it can be read in neither way
   */
  static PipelineCopy of(Path given, Path copies) {
    String refused;
    try {
      // Not only listed: a mount may show what it does not give.
      return new PipelineCopy(given, given.toString(), digest(given));
    } catch (IOException | SecurityException | UnsupportedOperationException e) {
      refused = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    String path = given.toString().replace('\\', '/');
    int at = ("/" + path).lastIndexOf("/" + PIPELINES);
    Optional<Path> copy = at < 0 ? Optional.empty() : fromJar(path.substring(at) + "/", copies);
    if (copy.isEmpty()) {
      throw TaskErrors.folderOutOfReach(given, refused);
    }
    try {
      return new PipelineCopy(
          copy.get(),
          "the jar, because '" + given + "' cannot be opened (" + refused + ")",
          digest(copy.get()));
    } catch (IOException e) {
      throw cannotCopy(copies, e);
    }
  }

  private static Optional<Path> fromJar(String prefix, Path copies) {
    URL self = PipelineCopy.class.getResource(SELF);
    try {
      if (self == null || !(self.openConnection() instanceof JarURLConnection connection)) {
        return Optional.empty();
      }
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        Path folder = Files.createTempDirectory(Files.createDirectories(copies), "jar");
        boolean any = false;
        for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
          JarEntry entry = all.nextElement();
          if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
            any = true;
            Path file = folder.resolve(entry.getName());
            Files.createDirectories(file.getParent());
            try (InputStream bytes = jar.getInputStream(entry)) {
              Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            }
          }
        }
        return any ? Optional.of(folder.resolve(prefix)) : Optional.empty();
      }
    } catch (IOException e) {
      throw cannotCopy(copies, e);
    }
  }

  private static SpecException cannotCopy(Path copies, IOException e) {
    return TaskErrors.copyNotMade(copies, e);
  }

  static String digest(Path folder) throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    MessageDigest sha = Digests.sha256();
    for (var file : files.entrySet()) {
      byte[] bytes = Files.readAllBytes(file.getValue());
      sha.update(
          (file.getKey() + "\0" + bytes.length + "\0")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      sha.update(bytes);
    }
    return Digests.hex(sha).substring(0, 16);
  }
}
