package io.penstock.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The command line in the test's own JVM, whose code is warm: for runs that nobody means to kill.
 */
public final class InThisJvm {
  private InThisJvm() {}

  /** What a command said, and its exit status. */
  public record Said(int status, String out, String err) {}

  /**
   * What {@code penstock} does with these arguments.
   *
   * @param home in place of {@code PENSTOCK_HOME}
   */
  public static synchronized Said penstock(Path home, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    System.setProperty("penstock.home", home.toString());
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int status = Penstock.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
      return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(before);
      System.clearProperty("penstock.home");
    }
  }
}
