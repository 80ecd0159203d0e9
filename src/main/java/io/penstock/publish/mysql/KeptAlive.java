package io.penstock.publish.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to the server now and then on a connection that nothing else uses meanwhile: the server
 * would end it, and the lock with it, while a large table is loaded through other connections.
 */
final class KeptAlive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptAlive.class);
  private static final long SECONDS = 60;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "penstock-keep-alive");
            thread.setDaemon(true);
            return thread;
          });

  KeptAlive(Connection connection) {
    clock.scheduleWithFixedDelay(() -> speak(connection), SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private static void speak(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      // Whoever uses the connection next hears it too, and fails for it.
      LOG.warn("the connection that holds the lock is gone", e);
    }
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
