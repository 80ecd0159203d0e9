package io.penstock.land;

import io.penstock.io.Digests;
import io.penstock.land.fetch.DownloadRequest;
import io.penstock.land.fetch.Validators;
import io.penstock.spec.SourceLocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A document behind HTTP, and what its server said the last time. */
record HttpSource(LandingSource landing, SourceLocation.Http location) {
  static final String URL = "url";
  static final String SHA256 = "sha256";
  static final String ETAG = "etag";
  static final String LAST_MODIFIED = "last_modified";

  /** Whether the digest that the user gave is that of what has landed. */
  boolean isPinned() {
    String pinned = location.sha256().orElse("");
    return !pinned.isEmpty() && pinned.equals(landing.notes().get(SHA256));
  }

  /** What to ask for, with what the server said the last time. */
  DownloadRequest request() {
    Map<String, String> headers = new LinkedHashMap<>();
    location
        .headers()
        .forEach(
            (name, value) ->
                headers.put(name, landing.secrets().resolve(value, landing.source().at())));
    DownloadRequest request =
        addressed(uri(url()))
            .withHeaders(headers)
            .withSilence(location.timeout())
            .withAttempts(location.attempts());
    if (location.sha256().isPresent()) {
      request = request.withSha256(location.sha256().get());
    }
    // The validators of one address say nothing about another one.
    Map<String, String> notes = landing.notes();
    if (address().equals(notes.get(URL))) {
      request =
          request.withSeen(
              new Validators(
                  Optional.ofNullable(notes.get(ETAG)),
                  Optional.ofNullable(notes.get(LAST_MODIFIED))));
    }
    return request;
  }

  /** The address as it may be written into a table: signed ones hold secrets. */
  String address() {
    return Digests.sha256(url());
  }

  private String url() {
    return landing.secrets().resolve(location.url(), landing.source().at());
  }

  private DownloadRequest addressed(URI uri) {
    return location.url().isReference()
        ? DownloadRequest.ofSecret(landing.place(), uri)
        : DownloadRequest.of(landing.place(), uri);
  }

  private URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Not as a cause: its message repeats the address, which may be a secret.
      throw LandErrors.noAddress(landing, location);
    }
  }
}
