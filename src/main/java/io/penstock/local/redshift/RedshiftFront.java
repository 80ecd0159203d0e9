package io.penstock.local.redshift;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on loopback, and speaks to a PostgreSQL for each client that connects. */
public final class RedshiftFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedshiftFront.class);

  private final ServerSocket listening;
  private final int postgres;
  private final StandInDatabases databases;
  private final CopyFiles files;
  private final Set<FrontConnection> open = ConcurrentHashMap.newKeySet();

  private RedshiftFront(ServerSocket listening, int postgres, CopyFiles files) {
    this.listening = listening;
    this.postgres = postgres;
    this.files = files;
    this.databases = new StandInDatabases(postgres);
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any
   * @param postgres the port of the PostgreSQL, which trusts everybody on loopback
   * @param folder where files of COPY may lie for a moment; the PostgreSQL can read it
   */
  public static RedshiftFront start(int port, int postgres, ObjectStore store, Path folder)
      throws IOException {
    ServerSocket listening = new ServerSocket();
    try {
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    RedshiftFront front = new RedshiftFront(listening, postgres, new CopyFiles(store, folder));
    daemon("penstock-redshift", front::listen);
    return front;
  }

  public int port() {
    return listening.getLocalPort();
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        daemon("penstock-redshift-client", () -> serve(client));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          LOG.warn("the Redshift stand-in cannot take a connection", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      FrontConnection connection = new FrontConnection(client, postgres, databases, files);
      open.add(connection);
      try {
        connection.serve();
      } finally {
        open.remove(connection);
        connection.close();
      }
    } catch (IOException | RuntimeException e) {
      LOG.info("a connection to the Redshift stand-in has ended", e);
    }
  }

  /** Ends all connections. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.info("the Redshift stand-in cannot stop to listen", e);
    }
    open.forEach(FrontConnection::close);
    databases.close();
  }
}
