package io.penstock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the tests of a build have done to runs and servers, in whatever JVM they run. */
public final class FaultsTried {
  /** A build begins by removing it, see pom.xml. */
  private static final Path FILE = Path.of("target/faults-tried.txt");

  private FaultsTried() {}

  /** Enters so many of a kind, and prints what there are by now. */
  public static void add(String kind, int count) {
    try {
      Files.writeString(
          FILE, count + " " + kind + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Map<String, Integer> kinds = new TreeMap<>();
      for (String line : Files.readAllLines(FILE)) {
        String[] words = line.split(" ", 2);
        kinds.merge(words[1], Integer.valueOf(words[0]), Integer::sum);
      }
      int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
      StringBuilder text = new StringBuilder("faults tried so far: ").append(all).append(" (");
      kinds.forEach((name, number) -> text.append(number).append(' ').append(name).append(", "));
      text.setLength(text.length() - 2);
      System.out.println(text.append(')'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
