package io.penstock.ops;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named place between two effects, where tests end the process as {@code kill -9} would (no
 * shutdown hook, no finally block) or do harm elsewhere. Costs a call that does nothing when no
 * test asks for it.
 */
public final class FaultPoint {
  private static final Logger LOG = LoggerFactory.getLogger(FaultPoint.class);
  private static final String HALT = System.getProperty("penstock.fault.halt", "");

  private static volatile Consumer<String> listener = point -> {};

  private FaultPoint() {}

  /** For tests that end a step or a server, not the process: called whenever a point is passed. */
  public static void listen(Consumer<String> passed) {
    listener = passed;
  }

  /** Passes a point, such as {@code silver.sales:after-quarantine}. */
  public static void pass(String step, String point) {
    listener.accept(point);
    if (!HALT.isEmpty() && HALT.equals(step + ":" + point)) {
      LOG.warn("halting at {}:{} as asked", step, point);
      Runtime.getRuntime().halt(137);
    }
  }
}
