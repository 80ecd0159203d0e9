package io.penstock.publish.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire to a server that cuts a connection at the worst moment: a statement with a certain word in
 * it is passed on, the server does it, and its answer is lost.
 */
final class CuttingProxy implements AutoCloseable {
  private static final int SHORT = 400;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;
  private final String word;
  private final AtomicInteger left;

  /**
   * @param word what a statement begins with, in capitals
   * @param times how often the answer gets lost
   */
  CuttingProxy(String address, String word, int times) throws IOException {
    String[] parts = address.split(":");
    this.host = parts[0];
    this.port = Integer.parseInt(parts[1]);
    this.word = word;
    this.left = new AtomicInteger(times);
    daemon(this::serve);
  }

  String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** How many answers are still to be lost. */
  int left() {
    return left.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(host, port);
        Cut cut = new Cut(client, server);
        daemon(cut::requests);
        daemon(cut::answers);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private final class Cut {
    private final Socket client;
    private final Socket server;
    private volatile boolean cutting;

    Cut(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void requests() {
      pass(client, server, true);
    }

    void answers() {
      pass(server, client, false);
    }

    private void pass(Socket from, Socket to, boolean request) {
      byte[] buffer = new byte[1 << 16];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
          if (request && n < SHORT && wanted(buffer, n) && left.getAndDecrement() > 0) {
            cutting = true;
          }
          if (!request && cutting) {
            return;
          }
          out.write(buffer, 0, n);
          out.flush();
        }
      } catch (IOException e) {
        // The other side is gone.
      }
    }

    /** Four bytes of length and number, one for the command, then the statement. */
    private boolean wanted(byte[] packet, int n) {
      return n > 5
          && packet[4] == 3
          && new String(packet, 5, n - 5, StandardCharsets.UTF_8)
              .toUpperCase(Locale.ROOT)
              .startsWith(word);
    }
  }
}
