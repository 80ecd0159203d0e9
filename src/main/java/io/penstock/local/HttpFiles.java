package io.penstock.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server over {@code .penstock/http}: the far end of a download, close at hand. */
final class HttpFiles implements AutoCloseable {
  private static final int PORT_TRIES = 5;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpFiles(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static HttpFiles start(HomeFolder home, Ports ports) {
    try {
      Files.createDirectories(home.http());
    } catch (IOException e) {
      throw LocalErrors.files("start the local HTTP server", home.http(), e);
    }
    for (int i = 1; ; i++) {
      int port = ports.choose(LocalServers.Need.HTTP);
      try {
        HttpServer server = HttpServer.create(Loopback.port(port), 0);
        ExecutorService threads = Executors.newCachedThreadPool(HttpFiles::daemon);
        server.setExecutor(threads);
        server.createContext("/", new FileHandler(home.http()));
        server.start();
        ports.remember(LocalServers.Need.HTTP, port);
        return new HttpFiles(server, threads);
      } catch (IOException e) {
        if (i == PORT_TRIES) {
          throw LocalErrors.noPort("HTTP", e);
        }
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "penstock-http");
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
