package io.penstock.land.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.land.fetch.TestingWebServer.Answering;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest extends DownloadFixture {
  private static final Map<String, String> HEADERS =
      Map.of("Authorization", "Bearer " + SECRET, "X-Api-Key", SECRET);

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsARedirectOnTheSameServerWithItsHeaders(int status) throws IOException {
    DownloadRequest request =
        serving(
            Answering.with(status).header("Location", "../other/new%20name.csv"),
            Answering.with(200, FILE));
    assertThat(fetched(request.withHeaders(HEADERS)).fileName()).isEqualTo("new name.csv");
    assertThat(server.asked.get(1).target()).isEqualTo("/other/new%20name.csv");
    assertThat(server.asked.get(1).header("X-Api-Key")).isEqualTo(SECRET);
  }

  @Test
  void doesNotCarrySecretsToAnotherServer() throws IOException {
    try (TestingWebServer other = new TestingWebServer()) {
      URI away = other.uri("/there");
      DownloadRequest request =
          serving(Answering.with(302).header("Location", away.toString())).withHeaders(HEADERS);
      other.then(Answering.with(302).header("Location", server.uri("/back").toString()));
      server.then(Answering.with(200, FILE));
      assertThat(fetched(request).file()).hasBinaryContent(FILE);
      assertThat(other.asked.get(0).headers()).doesNotContainKeys("authorization", "x-api-key");
      assertThat(server.asked.get(1).headers()).doesNotContainKeys("authorization", "x-api-key");
    }
  }

  @Test
  void sendsUserAndPasswordOfTheUrlAsAHeaderOnly() throws IOException {
    DownloadRequest plain = serving(Answering.with(404));
    URI uri = URI.create(plain.uri().toString().replace("//", "//me:" + SECRET + "@"));
    assertThatThrownBy(() -> fetch(DownloadRequest.of("Source 's'", uri)))
        .hasMessageContaining("status 404")
        .hasMessageNotContaining(SECRET);
    assertThat(server.asked.get(0).header("Authorization")).startsWith("Basic ");
  }

  @Test
  void ofAnAddressThatIsASecretNoMoreThanTheServerIsSaid() throws IOException {
    DownloadRequest plain = serving(Answering.with(404));
    URI uri = plain.uri().resolve("/drop/" + SECRET + "/a.zip");
    DownloadRequest secret = DownloadRequest.ofSecret("Source 's'", uri);

    assertThatThrownBy(() -> fetch(secret))
        .hasMessageContaining("cannot download http://127.0.0.1:" + uri.getPort() + "/… because")
        .hasMessageContaining("status 404")
        .hasMessageNotContaining(SECRET);
    assertThat(secret.toString()).doesNotContain(SECRET);
    assertThatThrownBy(() -> DownloadRequest.ofSecret("Source 's'", URI.create("x:" + SECRET)))
        .hasMessageContaining("is not an http or https address")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void doesNotGoRoundInCircles() throws IOException {
    DownloadRequest request = serving();
    for (int i = 0; i < 20; i++) {
      server.then(Answering.with(302).header("Location", "/again?k=" + SECRET));
    }
    assertThatThrownBy(() -> fetch(request))
        .hasMessageContaining("redirects more than 10 times")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://there/x", "ht tp:%%", "file:///etc/passwd"})
  void doesNotFollowARedirectToAnythingElse(String location) throws IOException {
    DownloadRequest request = serving(Answering.with(302).header("Location", location));
    assertThatThrownBy(() -> fetch(request)).hasMessageContaining("not a web address");
  }

  @Test
  void doesNotFollowARedirectFromHttpsToPlainHttp() {
    URI tls = URI.create("https://host/x");
    Redirects redirects =
        new Redirects(
            DownloadRequest.of("Source 's'", tls), HttpDownload.client(Duration.ofSeconds(1)));
    assertThat(redirects.next(tls, "//other/y")).isEqualTo(URI.create("https://other/y"));
    assertThatThrownBy(() -> redirects.next(tls, "http://host/x?sig=" + SECRET))
        .hasMessageContaining("redirects from https to unprotected http, to http://host/x?sig=…")
        .hasMessageNotContaining(SECRET);
  }
}
