package io.penstock.jobs;

import java.util.Arrays;

/**
 * Several JAR tasks of one job one after the other in one JVM, as the driver of a shared cluster
 * runs them: each finds the session that the one before has left. Arguments: the job classes,
 * separated by commas, then what each of them is given.
 */
public final class SharedDriver {
  /** What it prints before each task. */
  static final String TASK = "== task ";

  private SharedDriver() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String[] given = Arrays.copyOfRange(args, 1, args.length);
    for (String name : args[0].split(",", -1)) {
      System.out.println(TASK + name);
      Class.forName(name).getMethod("main", String[].class).invoke(null, (Object) given);
    }
  }
}
