package io.penstock.publish.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.FaultPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection that takes no more bytes: a network that went silent without closing leaves the
 * driver in a write that no time-out of its own ever ends. Time in which the rows are still being
 * computed does not count.
 */
final class Watchdog implements RowStream.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final int SECONDS = Integer.getInteger("penstock.mysql.silence", 120);

  private final MySqlEndpoint server;
  private final Connection connection;
  private final long thread;
  private final String step;
  private final AtomicLong lastSent = new AtomicLong(System.nanoTime());
  private final AtomicBoolean computing = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);

  Watchdog(MySqlEndpoint server, Connection connection, String step) throws SQLException {
    this.server = server;
    this.connection = connection;
    this.step = step;
    this.thread = connection.unwrap(JdbcConnection.class).getSession().getThreadId();
    Thread watcher = new Thread(this::watch, "penstock-watchdog");
    watcher.setDaemon(true);
    watcher.start();
  }

  // The driver asks for bytes, so it has got rid of those before.
  @Override
  public void asked() {
    computing.set(true);
  }

  @Override
  public void given() {
    FaultPoint.pass(step, "part-streaming");
    lastSent.set(System.nanoTime());
    computing.set(false);
  }

  private void watch() {
    try {
      while (!end.await(Math.max(1, SECONDS / 10), TimeUnit.SECONDS)) {
        long silent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastSent.get());
        if (!computing.get() && silent >= SECONDS) {
          LOG.warn("the server has taken no byte for {} s; the connection is given up", silent);
          endThere();
          connection.abort(Runnable::run);
          return;
        }
      }
    } catch (SQLException e) {
      LOG.warn("a silent connection cannot be ended");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // The server has not noticed: until it does, what it holds for the connection blocks the retry.
  private void endThere() {
    try (Connection other = server.open();
        Statement sql = other.createStatement()) {
      sql.execute("KILL " + thread);
    } catch (SQLException e) {
      LOG.info("the silent connection {} could not be ended on the server", thread);
    }
  }

  @Override
  public void close() {
    end.countDown();
  }
}
