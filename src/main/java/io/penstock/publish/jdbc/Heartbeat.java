package io.penstock.publish.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection that holds the lock alive while the parts load on others: servers, proxies
 * and firewalls cut a connection that says nothing, and with it the lock would be gone.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final int SECONDS = 20;

  private final Connection connection;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  public Heartbeat(Connection connection) {
    this.connection = connection;
    this.thread = new Thread(this::beat, "penstock-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private void beat() {
    try {
      while (!end.await(SECONDS, TimeUnit.SECONDS)) {
        if (!connection.isValid(SECONDS)) {
          LOG.warn("the connection that holds the lock of a publication is gone");
          return;
        }
      }
    } catch (SQLException e) {
      LOG.warn("the connection that holds the lock of a publication cannot be checked");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends once the last beat has: nobody else may speak on the connection meanwhile. */
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
