package io.penstock.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.delta.DeltaLog;

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
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setProperty("penstock.home", home.toString());
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      int status = Penstock.commandLine().setErr(errors).execute(arguments);
      return new Said(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
      System.clearProperty("penstock.home");
      forget();
    }
  }

  // Another home has other servers and another lake at the same address.
  private static void forget() {
    DeltaLog.clearCache();
    try {
      FileSystem.closeAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
