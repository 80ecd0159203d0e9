package io.penstock.publish.redshift;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire to a server that is cut when a statement passes in which certain words are. */
final class LosingProxy implements AutoCloseable {
  /** Whether the statement still arrives. */
  enum Trick {
    LOSE_ANSWER,
    CUT_BEFORE
  }

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int port;
  private final String words;
  private final Trick trick;
  private final AtomicInteger skip;
  private final AtomicInteger left;

  /**
   * @param skip how many such statements pass before
   * @param times how often it happens
   */
  LosingProxy(int port, String words, Trick trick, int skip, int times) throws IOException {
    this.port = port;
    this.words = words;
    this.trick = trick;
    this.skip = new AtomicInteger(skip);
    this.left = new AtomicInteger(times);
    daemon(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  int left() {
    return left.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        boolean[] cut = new boolean[1];
        daemon(() -> pass(client, server, true, cut));
        daemon(() -> pass(server, client, false, cut));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void pass(Socket from, Socket to, boolean request, boolean[] cut) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        if (request
            && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains(words)
            && skip.getAndDecrement() <= 0
            && left.getAndUpdate(l -> Math.max(0, l - 1)) > 0) {
          cut[0] = true;
        }
        if (cut[0] && (trick == Trick.CUT_BEFORE || !request)) {
          return;
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // The other side is gone.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "losing-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
