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
 * A wire to a server that fails at the worst moment: when a statement passes that begins with a
 * certain word.
 */
final class CuttingProxy implements AutoCloseable {
  private static final int SHORT = 400;
  private static final long SILENT_MILLIS = 120_000;
  private static final long MIDDLE = 100_000;
  private static final AtomicInteger TRICKS = new AtomicInteger();

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String host;
  private final int port;
  private final String word;
  private final AtomicInteger left;
  private final int times;
  private final Trick trick;

  /** What it does to a connection. */
  enum Trick {
    /** The statement arrives, its answer does not. */
    LOSE_ANSWER,
    /** The statement does not arrive. */
    CUT_BEFORE,
    /** Nothing goes either way any more, and nobody is told. */
    SILENCE,
    /** Cut when so many bytes have passed from the client after the statement. */
    CUT_IN_MIDDLE
  }

  /**
   * @param word what a statement begins with, in capitals
   * @param times how often it happens
   */
  CuttingProxy(String address, String word, int times) throws IOException {
    this(address, word, times, Trick.LOSE_ANSWER);
  }

  CuttingProxy(String address, String word, int times, Trick trick) throws IOException {
    String[] parts = address.split(":");
    this.host = parts[0];
    this.port = Integer.parseInt(parts[1]);
    this.word = word;
    this.trick = trick;
    this.times = times;
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

  /** How many tricks all of them have played since they were last asked. */
  static int tricksPlayed() {
    return TRICKS.getAndSet(0);
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
    TRICKS.addAndGet(times - Math.max(0, left()));
    door.close();
  }

  private final class Cut {
    private final Socket client;
    private final Socket server;
    private volatile boolean cutting;
    private long passed;

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
          if (cutting && trick == Trick.SILENCE) {
            Thread.sleep(SILENT_MILLIS);
            return;
          }
          if (cutting && (trick == Trick.CUT_BEFORE || (!request && trick == Trick.LOSE_ANSWER))) {
            return;
          }
          if (cutting && request && trick == Trick.CUT_IN_MIDDLE) {
            passed += n;
            if (passed > MIDDLE) {
              return;
            }
          }
          out.write(buffer, 0, n);
          out.flush();
        }
      } catch (IOException e) {
        // The other side is gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
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
