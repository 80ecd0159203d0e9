package io.penstock.land.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.Digests;
import io.penstock.land.fetch.TestingWebServer.Answering;
import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDownloadTest extends DownloadFixture {
  @Test
  void bringsTheFileAndSaysWhatItIs() throws IOException {
    DownloadRequest request =
        serving(
            Answering.with(200, FILE)
                .header("ETag", "\"v1\"")
                .header("Last-Modified", "Sun, 01 Feb 2026 00:00:00 GMT"));
    List<Long> seen = new ArrayList<>();

    Download.Fetched got =
        (Download.Fetched) downloads.fetch(request, work, (at, total) -> seen.add(at + total));

    assertThat(got.file()).hasBinaryContent(FILE);
    assertThat(got.size()).isEqualTo(FILE.length);
    assertThat(got.sha256()).isEqualTo(HexFormat.of().formatHex(Digests.sha256().digest(FILE)));
    assertThat(got.etag()).contains("\"v1\"");
    assertThat(got.lastModified()).contains("Sun, 01 Feb 2026 00:00:00 GMT");
    assertThat(got.fileName()).isEqualTo("sales.zip");
    assertThat(seen).startsWith((long) FILE.length).endsWith(2L * FILE.length).isSorted();
    assertThat(server.asked.get(0).header("Accept-Encoding")).isEqualTo("identity");
    assertThat(waits).isEmpty();
  }

  @Test
  void bringsABodyOfUnknownLength() throws IOException {
    DownloadRequest request = serving(Answering.with(200, FILE).without("Content-Length"));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
  }

  @Test
  void bringsAnEmptyFile() throws IOException {
    assertThat(fetched(serving(Answering.with(200))).size()).isZero();
  }

  @Test
  void doesNotFetchWhatDidNotChange() throws IOException {
    DownloadRequest request =
        serving(Answering.with(304).without("Content-Length"))
            .withSeen(new Validators(Optional.of("\"v1\""), Optional.of("then")));
    assertThat(fetch(request)).isInstanceOf(Download.NotModified.class);
    assertThat(server.asked.get(0).header("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(server.asked.get(0).header("If-Modified-Since")).isEqualTo("then");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainLaterWhenTheServerIsBusy(int status) throws IOException {
    DownloadRequest request =
        serving(Answering.with(status), Answering.with(status), Answering.with(200, FILE));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(waits).hasSize(2);
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    assertThat(waits.get(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "Sun, 1 Mar 2026 12:00:17 GMT"})
  void waitsAsLongAsRetryAfterSays(String said) throws IOException {
    fetch(serving(Answering.with(429).header("Retry-After", said), Answering.with(200, FILE)));
    assertThat(waits).containsExactly(Duration.ofSeconds(17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"86400", "99999999999999999999", "Sun, 01 Mar 2037 12:00:17 GMT"})
  void doesNotWaitForEverWhateverRetryAfterSays(String said) throws IOException {
    fetch(serving(Answering.with(503).header("Retry-After", said), Answering.with(200, FILE)));
    assertThat(waits).containsExactly(RetryAfter.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-3", "0", "Sun, 01 Mar 2020 12:00:17 GMT"})
  void waitsItsOwnTimeWhenRetryAfterIsOfNoUse(String said) throws IOException {
    fetch(serving(Answering.with(503).header("Retry-After", said), Answering.with(200, FILE)));
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
  }

  @Test
  void givesUpAfterTheLastAttempt() throws IOException {
    DownloadRequest request =
        serving(Answering.with(503), Answering.with(503), Answering.with(503));
    assertThatThrownBy(() -> fetch(request))
        .isInstanceOf(OutsideException.class)
        .hasMessage(
            "Source 'sales' (sources/sales.yml:1): cannot download http://127.0.0.1:"
                + server.port()
                + "/data/sales.zip?sig=… because the server answered with status 503 (3 attempts)."
                + " Check that the server is up and reachable from here, then run again.")
        .matches(e -> ((OutsideException) e).retryable());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 418, 204, 206, 304, 416})
  void doesNotInsistOnWhatWillNotChange(int status) throws IOException {
    DownloadRequest request =
        serving(Answering.with(status).without("Content-Length"), Answering.with(200, FILE));
    assertThatThrownBy(() -> fetch(request))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("status " + status)
        .hasMessageNotContaining(SECRET)
        .matches(e -> !((OutsideException) e).retryable());
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void triesAgainWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    DownloadRequest request =
        DownloadRequest.of("Source 's'", URI.create("http://127.0.0.1:" + port + "/x"))
            .withAttempts(2);
    assertThatThrownBy(() -> fetch(request))
        .hasMessageContaining("the server does not accept connections (2 attempts)");
    assertThat(waits).hasSize(1);
  }

  @Test
  void namesAHostThatIsNotKnown() {
    DownloadRequest request =
        DownloadRequest.of("Source 's'", URI.create("http://nowhere.invalid/x")).withAttempts(1);
    assertThatThrownBy(() -> fetch(request))
        .hasMessageContaining("the host 'nowhere.invalid' is not known");
  }

  @Test
  void doesNotWaitForASilentServer() throws IOException {
    DownloadRequest request =
        serving(Answering.with(200, FILE).silentAfter(-1, 3_000), Answering.with(200, FILE))
            .withSilence(Duration.ofMillis(300));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(waits).hasSize(1);
  }

  @Test
  void doesNotWaitForAServerThatFallsSilentInTheMiddle() throws IOException {
    DownloadRequest request =
        serving(Answering.with(200, FILE).silentAfter(1000, 3_000))
            .withSilence(Duration.ofMillis(300))
            .withAttempts(1);
    assertThatThrownBy(() -> fetch(request))
        .hasMessageContaining("silent for 0.3 s after 1,000 bytes of 300,000 bytes");
  }

  @Test
  void refusesAFileWithAnotherSha256() throws IOException {
    DownloadRequest request = serving(Answering.with(200, FILE)).withSha256("0".repeat(64));
    assertThatThrownBy(() -> fetch(request))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("Expected: " + "0".repeat(64) + ". Found: ")
        .hasMessageContaining("in 300,000 bytes; the file was removed");
    assertThat(files()).noneMatch(name -> !name.endsWith(".lock"));
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full here");
    DownloadRequest request = serving(Answering.with(200, FILE));
    Path part = Partial.partIn(work, Digests.sha256(request.uri().toString()));
    Files.createSymbolicLink(part, full);
    assertThatThrownBy(() -> fetch(request))
        .isInstanceOf(OutsideException.class)
        .hasMessageContaining("cannot be written or read (No space left on device)")
        .hasMessageContaining("Free some space");
    assertThat(server.asked).hasSize(1);
    Files.delete(part);
  }

  @Test
  void doesNotBeginWhatCannotFit() throws IOException {
    DownloadRequest request =
        serving(Answering.with(200, FILE).header("Content-Length", "9000000000000000"));
    assertThatThrownBy(() -> fetch(request))
        .hasMessageContaining("it needs 9,000,000,000,000,000 bytes more and");
  }

  @Test
  void doesNotDownloadTheSameFileTwiceAtOnce() throws IOException {
    DownloadRequest request = serving(Answering.with(200, FILE));
    try (Partial other = Partial.in(work, request.uri()).orElseThrow()) {
      assertThat(other.kept()).isEmpty();
      assertThatThrownBy(() -> fetch(request)).hasMessageContaining("is under way in");
    }
    assertThat(fetched(request).size()).isEqualTo(FILE.length);
  }

  @Test
  void keepsHeaderValuesToItself() throws IOException {
    DownloadRequest request = serving(Answering.with(403));
    DownloadRequest secret = request.withHeaders(Map.of("Authorization", "Bearer " + SECRET));
    assertThatThrownBy(() -> fetch(secret)).hasMessageNotContaining(SECRET);
    assertThat(server.asked.get(0).header("Authorization")).isEqualTo("Bearer " + SECRET);
    assertThat(secret.toString()).doesNotContain(SECRET);
    assertThatThrownBy(() -> request.withHeaders(Map.of("X-Key", SECRET + "\n")))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("'X-Key'")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
    assertThatThrownBy(() -> request.withHeaders(Map.of("Range", "bytes=0-")))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("'Range'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/x", "sales.zip", "file:///etc/passwd", "http:///x"})
  void downloadsFromTheWebOnly(String url) {
    assertThatThrownBy(() -> DownloadRequest.of("Source 's'", URI.create(url)))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("Found: " + url);
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:pw@host/x?a=1&b=2#t, https://host/x?a=…&b=…",
    "https://host/x?token, https://host/x?…",
    "https://host/x?a=1&token&b=2, https://host/x?a=…&…&b=…",
    "https://host/x, https://host/x"
  })
  void showsAnAddressWithoutItsSecrets(String url, String shown) {
    assertThat(FetchErrors.shown(URI.create(url), false)).isEqualTo(shown);
  }

  private List<String> files() throws IOException {
    try (var list = Files.list(work)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }
}
