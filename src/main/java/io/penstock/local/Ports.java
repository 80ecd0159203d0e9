package io.penstock.local;

import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The ports of a home, remembered so that addresses stay the same from run to run. */
final class Ports {
  // Below Linux' range for outgoing connections, which would take a remembered port at random.
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 200;

  private final Path file;

  Ports(HomeFolder home) {
    this.file = home.ports();
  }

  /** The remembered port when it is free, else another one. */
  synchronized int choose(LocalServers.Need server) {
    int remembered = remembered(server);
    if (remembered > 0 && free(remembered)) {
      return remembered;
    }
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (free(port)) {
        return port;
      }
    }
    throw LocalErrors.noPort(server.name(), new IOException(TRIES + " ports were taken"));
  }

  synchronized void remember(LocalServers.Need server, int port) {
    if (remembered(server) == port) {
      return;
    }
    Properties all = read(file);
    all.setProperty(key(server), Integer.toString(port));
    write(file, all);
  }

  private int remembered(LocalServers.Need server) {
    return port(read(file), key(server)).orElse(-1);
  }

  static String key(LocalServers.Need server) {
    return server.name().toLowerCase(Locale.ROOT);
  }

  static OptionalInt port(Properties all, String key) {
    String text = all.getProperty(key, "").strip();
    return text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) < 65_536
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(Loopback.port(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads a small property file; one that is missing or torn counts as empty. */
  static Properties read(Path file) {
    Properties all = new Properties();
    try {
      all.load(new StringReader(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      all.clear();
    }
    return all;
  }

  static void write(Path file, Properties all) {
    String text =
        new TreeMap<>(all)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    try {
      Path part = Files.createTempFile(file.getParent(), ".part", "");
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw LocalErrors.files("remember the local servers", file, e);
    }
  }
}
