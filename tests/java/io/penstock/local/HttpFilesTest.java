package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.VerifyOnly;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@VerifyOnly
class HttpFilesTest {
  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalServers servers;

  @BeforeEach
  void open() throws IOException {
    servers = LocalServers.open(folder.resolve(".penstock"), EnumSet.of(LocalServers.Need.HTTP));
    Files.writeString(servers.httpRoot().resolve("sales ü.zip"), "0123456789");
    Files.writeString(folder.resolve(".penstock/secret.txt"), "secret");
  }

  @AfterEach
  void close() {
    servers.close();
  }

  private HttpResponse<String> ask(String method, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(servers.httpBase().resolve("sales%20%C3%BC.zip"))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesAFileWithItsValidators() throws Exception {
    HttpResponse<String> answer = ask("GET");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.headers().firstValue("ETag").orElseThrow()).matches("\"[^\"]+\"");
    assertThat(answer.headers().firstValue("Last-Modified").orElseThrow()).endsWith("GMT");

    HttpResponse<String> head = ask("HEAD");
    assertThat(head.headers().firstValue("Content-Length")).contains("10");
    assertThat(head.body()).isEmpty();
    assertThat(ask("POST").statusCode()).isEqualTo(405);
  }

  @Test
  void saysThatNothingChanged() throws Exception {
    HttpResponse<String> first = ask("GET");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    String date = first.headers().firstValue("Last-Modified").orElseThrow();
    assertThat(ask("GET", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(ask("GET", "If-Modified-Since", date).statusCode()).isEqualTo(304);

    Files.writeString(servers.httpRoot().resolve("sales ü.zip"), "abcdefghij");
    assertThat(ask("GET", "If-None-Match", tag).body()).isEqualTo("abcdefghij");
  }

  @Test
  void sendsTheRestOfABrokenDownload() throws Exception {
    String tag = ask("GET").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> rest = ask("GET", "Range", "bytes=4-", "If-Range", tag);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo("456789");
    assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 4-9/10");
    assertThat(ask("GET", "Range", "bytes=-3").body()).isEqualTo("789");
    assertThat(ask("GET", "Range", "bytes=2-3").body()).isEqualTo("23");
    assertThat(ask("GET", "Range", "bytes=10-").statusCode()).isEqualTo(416);
    assertThat(ask("GET", "Range", "bytes=4-", "If-Range", "\"other\"").body())
        .isEqualTo("0123456789");
  }

  @Test
  void neverLeavesItsFolder() throws Exception {
    Files.createSymbolicLink(
        servers.httpRoot().resolve("link"), folder.resolve(".penstock/secret.txt"));
    for (String path : new String[] {"/../secret.txt", "/%2e%2e/secret.txt", "/link", "/x%00y"}) {
      try (Socket socket =
          new Socket(Loopback.port(0).getAddress(), servers.httpBase().getPort())) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).as(path).startsWith("HTTP/1.1 404");
      }
    }
  }
}
