package io.penstock.land.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.land.fetch.HttpDownload.Version;
import io.penstock.land.fetch.TestingWebServer.Answering;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One question without data: does the server still have what was seen? */
class VersionQuestionTest extends DownloadFixture {
  private static final Validators SEEN =
      new Validators(Optional.of("\"v1\""), Optional.of("Sun, 01 Feb 2026 00:00:00 GMT"));

  private Version ask(Answering... script) throws IOException {
    return downloads.ask(serving(script).withSeen(SEEN));
  }

  @Test
  void asksWithHeadAndWhatWasSeen() throws IOException {
    assertThat(ask(Answering.with(304))).isEqualTo(Version.SAME);
    assertThat(server.asked).hasSize(1);
    assertThat(server.asked.get(0).method()).isEqualTo("HEAD");
    assertThat(server.asked.get(0).header("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(waits).isEmpty();
  }

  @Test
  void onlyEqualStrongTagsPromiseEqualBytes() throws IOException {
    Answering sameTime = Answering.with(200).header("Last-Modified", SEEN.lastModified().get());
    assertThat(ask(sameTime.header("ETag", "\"v1\""))).isEqualTo(Version.SAME);
    assertThat(ask(sameTime.header("ETag", "\"v2\""))).isEqualTo(Version.OTHER);
    // The tag that was seen is one that this server gives with the data alone.
    assertThat(ask(sameTime)).isEqualTo(Version.UNKNOWN);
  }

  @Test
  void aWeakTagOrATimeSaysOnlyThatSomethingChanged() throws IOException {
    Validators weak = new Validators(Optional.of("W/\"v1\""), Optional.empty());
    assertThat(weak.comparedWith(weak)).isEqualTo(Version.UNKNOWN);
    assertThat(weak.comparedWith(new Validators(Optional.of("W/\"v2\""), Optional.empty())))
        .isEqualTo(Version.OTHER);
    Validators time = new Validators(Optional.empty(), SEEN.lastModified());
    assertThat(time.comparedWith(time)).isEqualTo(Version.UNKNOWN);
    assertThat(time.comparedWith(Validators.none())).isEqualTo(Version.UNKNOWN);
    assertThat(
            time.comparedWith(
                new Validators(Optional.empty(), Optional.of("Mon, 02 Feb 2026 00:00:00 GMT"))))
        .isEqualTo(Version.OTHER);
  }

  @Test
  void whatIsNoAnswerIsToldApartFromBoth() throws IOException {
    assertThat(ask(Answering.with(200))).isEqualTo(Version.UNKNOWN);
    assertThat(ask(Answering.with(405))).isEqualTo(Version.UNKNOWN);
    assertThat(ask(Answering.with(403))).isEqualTo(Version.UNKNOWN);
    assertThat(ask(Answering.with(503))).isEqualTo(Version.UNKNOWN);
    assertThat(ask(Answering.with(302).header("Location", "ftp://elsewhere/")))
        .isEqualTo(Version.UNKNOWN);
    assertThat(ask()).isEqualTo(Version.UNKNOWN);
  }

  @Test
  void asksNothingWhenNothingWasSeen() throws IOException {
    assertThat(downloads.ask(serving(Answering.with(200)))).isEqualTo(Version.UNKNOWN);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void secretsGoToTheirServerAlone() throws IOException {
    try (TestingWebServer other = new TestingWebServer(Answering.with(304))) {
      DownloadRequest request =
          serving(Answering.with(302).header("Location", other.uri("/x").toString()))
              .withHeaders(Map.of("Authorization", SECRET))
              .withSeen(SEEN);
      assertThat(downloads.ask(request)).isEqualTo(Version.SAME);
      assertThat(server.asked.get(0).header("Authorization")).isEqualTo(SECRET);
      assertThat(other.asked.get(0).header("Authorization")).isNull();
    }
  }
}
