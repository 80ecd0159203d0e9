package io.penstock.local;

import java.nio.file.Path;

/** The S3 program behind a face that both class loaders share; see {@link S3Libraries}. */
public interface S3Engine {
  /** Serves each folder of {@code folder} as a bucket; an IOException means: try another port. */
  void start(Path folder, int port, String accessKey, String secretKey) throws Exception;

  void stop();
}
