package io.penstock.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named place between two effects, where tests end the process as {@code kill -9} would: no
 * shutdown hook, no finally block. Costs one string comparison when no test asks for it.
 */
public final class FaultPoint {
  private static final Logger LOG = LoggerFactory.getLogger(FaultPoint.class);
  private static final String WANTED = System.getProperty("penstock.fault.halt", "");

  private FaultPoint() {}

  /** Passes a point, such as {@code silver.sales:after-quarantine}. */
  public static void pass(String step, String point) {
    if (!WANTED.isEmpty() && WANTED.equals(step + ":" + point)) {
      LOG.warn("halting at {}:{} as asked", step, point);
      Runtime.getRuntime().halt(137);
    }
  }
}
