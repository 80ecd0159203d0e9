package io.penstock.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy over a folder. Loaded by {@link S3Libraries} only, never named elsewhere. */
public final class S3ProxyEngine implements S3Engine {
  private S3Proxy server;

  @Override
  public void start(Path folder, int port, String accessKey, String secretKey) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", folder.toString());
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", settings))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
            .stopTimeout(0)
            .build();
    server.start();
  }

  @Override
  public void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw LocalErrors.server("S3", e);
    }
  }
}
