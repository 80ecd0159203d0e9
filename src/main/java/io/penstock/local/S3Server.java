package io.penstock.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An S3 server in this JVM over the home's folder; several JVMs may serve the same one. */
final class S3Server implements AutoCloseable {
  private static final int PORT_TRIES = 5;

  private final S3Engine engine;
  private final int port;

  private S3Server(S3Engine engine, int port) {
    this.engine = engine;
    this.port = port;
  }

  static S3Server start(HomeFolder home, Ports ports) {
    try {
      // A folder is a bucket to the server, so that the bucket needs no request.
      Files.createDirectories(home.s3().resolve(S3Access.BUCKET));
    } catch (IOException e) {
      throw LocalErrors.files("start the local S3 server", home.s3(), e);
    }
    for (int i = 1; ; i++) {
      int port = ports.choose(LocalServers.Need.S3);
      try {
        S3Server server = new S3Server(engine(home.s3(), port), port);
        ports.remember(LocalServers.Need.S3, port);
        return server;
      } catch (IOException e) {
        // Somebody took the port between the look and the bind.
        if (i == PORT_TRIES) {
          throw LocalErrors.noPort("S3", e);
        }
      }
    }
  }

  private static S3Engine engine(Path folder, int port) throws IOException {
    S3Engine engine = S3Libraries.engine();
    try {
      engine.start(folder, port, S3Access.LOCAL_ACCESS_KEY, S3Access.LOCAL_SECRET_KEY);
      return engine;
    } catch (IOException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      throw LocalErrors.server("S3", e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    engine.stop();
  }
}
