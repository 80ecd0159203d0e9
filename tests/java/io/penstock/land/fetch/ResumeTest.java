package io.penstock.land.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.io.Digests;
import io.penstock.land.fetch.TestingWebServer.Answering;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ResumeTest extends DownloadFixture {
  private static final String ETAG = "\"v1\"";
  private static final byte[] CHANGED = bytes(250_000, 8);

  private static Answering cut() {
    return Answering.with(200, FILE).header("ETag", ETAG).cutAfter(100_000);
  }

  @Test
  void resumesABrokenDownloadWhereItWasCut() throws IOException {
    DownloadRequest request =
        serving(cut(), Answering.rest(FILE, 100_000).header("ETag", ETAG))
            .withSha256(HexFormat.of().formatHex(Digests.sha256().digest(FILE)));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(server.asked.get(1).header("Range")).isEqualTo("bytes=100000-");
    assertThat(server.asked.get(1).header("If-Range")).isEqualTo(ETAG);
  }

  @Test
  void resumesMoreThanOnce() throws IOException {
    DownloadRequest request =
        serving(
            cut(),
            Answering.rest(FILE, 100_000).header("ETag", ETAG).cutAfter(50_000),
            Answering.rest(FILE, 150_000).header("ETag", ETAG));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(server.asked.get(2).header("Range")).isEqualTo("bytes=150000-");
  }

  @Test
  void resumesInAnotherProcess() throws IOException {
    DownloadRequest request = serving(cut()).withAttempts(1);
    assertThatThrownBy(() -> fetch(request))
        .hasMessageContaining("closed the connection after 100,000 bytes of 300,000 bytes")
        .hasMessageContaining("100,000 bytes are kept and the next run goes on there");

    server.then(Answering.rest(FILE, 100_000));
    Download got = new HttpDownload().fetch(request, work, DownloadProgress.SILENT);

    assertThat(((Download.Fetched) got).file()).hasBinaryContent(FILE);
    assertThat(server.asked.get(1).header("Range")).isEqualTo("bytes=100000-");
  }

  @Test
  void resumesAfterTheProcessWasKilled() throws Exception {
    DownloadRequest request = serving(cut().silentAfter(100_000, 20_000));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                request.uri().toString(),
                work.toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile())
            .start();
    Path part = Partial.partIn(work, Digests.sha256(request.uri().toString()));
    Instant late = Instant.now().plusSeconds(15);
    while (!(Files.exists(part) && Files.size(part) == 100_000) && Instant.now().isBefore(late)) {
      Thread.sleep(20);
    }
    other.destroyForcibly().waitFor();

    server.then(Answering.rest(FILE, 100_000));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(server.asked.get(1).header("Range")).isEqualTo("bytes=100000-");
  }

  /** Downloads until somebody kills it. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) {
      DownloadRequest request = DownloadRequest.of("Source 's'", URI.create(args[0]));
      new HttpDownload().fetch(request, Path.of(args[1]), DownloadProgress.SILENT);
    }
  }

  @Test
  void resumesByTheTimeOfTheLastChangeWhenTheTagIsWeak() throws IOException {
    String then = "Sun, 01 Feb 2026 00:00:00 GMT";
    DownloadRequest request =
        serving(
            cut().header("ETag", "W/\"v1\"").header("Last-Modified", then),
            Answering.rest(FILE, 100_000).header("ETag", "W/\"v1\""));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(server.asked.get(1).header("If-Range")).isEqualTo(then);
  }

  @Test
  void startsOverWhenTheServerSaysNothingAboutVersions() throws IOException {
    DownloadRequest request = serving(cut().without("ETag"), Answering.with(200, CHANGED));
    assertThat(fetched(request).file()).hasBinaryContent(CHANGED);
    assertThat(server.asked.get(1).header("Range")).isNull();
  }

  @Test
  void noticesThatABodyOfUnknownLengthWasCut() throws IOException {
    byte[] chunk = "20\r\nthe first chunk is not the".getBytes(StandardCharsets.US_ASCII);
    DownloadRequest request =
        serving(
            Answering.with(200, chunk)
                .without("Content-Length")
                .header("Transfer-Encoding", "chunked")
                .silentAfter(chunk.length, 100),
            Answering.with(200, FILE));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(waits).hasSize(1);
  }

  @Test
  void startsOverWhenTheFileChangedMeanwhile() throws IOException {
    DownloadRequest request = serving(cut(), Answering.with(200, CHANGED).header("ETag", "\"v2\""));
    Download.Fetched got = fetched(request);
    assertThat(got.file()).hasBinaryContent(CHANGED);
    assertThat(got.etag()).contains("\"v2\"");
  }

  @Test
  void startsOverWhenTheRestIsOfAnotherVersion() throws IOException {
    assertStartsOverAfter(Answering.rest(FILE, 100_000).header("ETag", "\"v2\""));
  }

  @Test
  void startsOverWhenTheRestBeginsElsewhere() throws IOException {
    assertStartsOverAfter(Answering.rest(FILE, 90_000));
  }

  @Test
  void startsOverWhenTheRestIsOfAnotherSize() throws IOException {
    assertStartsOverAfter(Answering.rest(CHANGED, 100_000));
  }

  @Test
  void startsOverWhenTheServerDoesNotSayWhichPartItSends() throws IOException {
    assertStartsOverAfter(Answering.rest(FILE, 100_000).without("Content-Range"));
  }

  @Test
  void startsOverWhenThereIsNoSuchPart() throws IOException {
    assertStartsOverAfter(Answering.with(416));
  }

  @Test
  void startsOverWhenTheTwoHalvesDoNotFit() throws IOException {
    byte[] lie = FILE.clone();
    lie[200_000]++;
    DownloadRequest request =
        serving(cut(), Answering.rest(lie, 100_000), Answering.with(200, FILE))
            .withAttempts(2)
            .withSha256(HexFormat.of().formatHex(Digests.sha256().digest(FILE)));
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
  }

  /** Two attempts are enough: an answer that does not fit costs none. */
  private void assertStartsOverAfter(Answering misfit) throws IOException {
    DownloadRequest request =
        serving(cut(), misfit, Answering.with(200, FILE).header("ETag", "\"v2\"")).withAttempts(2);
    assertThat(fetched(request).file()).hasBinaryContent(FILE);
    assertThat(server.asked.get(2).header("Range")).isNull();
    assertThat(waits).hasSize(1);
  }
}
