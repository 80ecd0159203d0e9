package io.penstock.land.fetch;

import io.penstock.io.Backoff;
import io.penstock.land.fetch.TestingWebServer.Answering;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that follows a script, a downloader that does not really wait, and a file to fetch. */
abstract class DownloadFixture {
  static final byte[] FILE = bytes(300_000, 7);
  static final String SECRET = "s3cr3t-value";

  @TempDir Path work;
  final List<Duration> waits = new ArrayList<>();
  final HttpDownload downloads =
      new HttpDownload(
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1)::nextDouble),
          Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
          waits::add);
  TestingWebServer server;

  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  DownloadRequest serving(Answering... script) throws IOException {
    server = new TestingWebServer(script);
    return DownloadRequest.of(
            "Source 'sales' (sources/sales.yml:1)", server.uri("/data/sales.zip?sig=" + SECRET))
        .withSilence(Duration.ofSeconds(5))
        .withAttempts(3);
  }

  Download fetch(DownloadRequest request) {
    return downloads.fetch(request, work, DownloadProgress.SILENT);
  }

  Download.Fetched fetched(DownloadRequest request) {
    return (Download.Fetched) fetch(request);
  }
}
