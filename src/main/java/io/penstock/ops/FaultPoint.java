package io.penstock.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named place between two effects, where tests end the process as {@code kill -9} would (no
 * shutdown hook, no finally block) or hold it while they do harm elsewhere. Costs two string
 * comparisons when no test asks for it.
 */
public final class FaultPoint {
  private static final Logger LOG = LoggerFactory.getLogger(FaultPoint.class);
  private static final String HALT = System.getProperty("penstock.fault.halt", "");
  private static final String PAUSE = System.getProperty("penstock.fault.pause", "");
  private static final String GATE = System.getProperty("penstock.fault.gate", "");
  private static final AtomicBoolean PAUSED = new AtomicBoolean();
  private static final long LONGEST_PAUSE_SECONDS = 120;

  private static volatile Consumer<String> listener = point -> {};

  private FaultPoint() {}

  /** For tests that end a step, not the process: what is called whenever a point is passed. */
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
    if (!PAUSE.isEmpty() && PAUSE.equals(step + ":" + point) && !PAUSED.getAndSet(true)) {
      pause(Path.of(GATE));
    }
  }

  /** Makes the gate file to say that the point is reached; once, waits until it is removed. */
  private static void pause(Path gate) {
    LOG.warn("pausing at {} until {} is removed, as asked", PAUSE, gate);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_PAUSE_SECONDS);
    try {
      Files.createFile(gate);
      while (Files.exists(gate) && System.nanoTime() < end) {
        Thread.sleep(20);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
