package io.penstock.land.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to download and how patiently. {@code place} begins every message (such as {@code Source
 * 'sales' (sources/sales.yml:1)}). The header values are secret: no message and no {@code toString}
 * holds them. Of an address that came from a secret they hold no more than the server.
 */
public record DownloadRequest(
    String place,
    URI uri,
    Map<String, String> headers,
    Duration silence,
    int attempts,
    Optional<String> sha256,
    Validators seen,
    boolean secretAddress) {
  private static final Set<String> OURS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "range",
          "transfer-encoding",
          "upgrade");

  public DownloadRequest {
    Objects.requireNonNull(place, "place");
    headers = Map.copyOf(headers);
    sha256 = sha256.map(text -> text.strip().toLowerCase(Locale.ROOT));
    Objects.requireNonNull(seen, "seen");
    check(place, uri, secretAddress, headers, silence, attempts, sha256);
  }

  /**
   * A request with a minute of silence allowed, five attempts, no headers, and nothing known
   * before.
   */
  public static DownloadRequest of(String place, URI uri) {
    return new DownloadRequest(
        place,
        uri,
        Map.of(),
        Duration.ofSeconds(60),
        5,
        Optional.empty(),
        Validators.none(),
        false);
  }

  /** As {@link #of}, for an address that is a secret: messages name its server alone. */
  public static DownloadRequest ofSecret(String place, URI uri) {
    return new DownloadRequest(
        place, uri, Map.of(), Duration.ofSeconds(60), 5, Optional.empty(), Validators.none(), true);
  }

  public DownloadRequest withHeaders(Map<String, String> values) {
    return new DownloadRequest(place, uri, values, silence, attempts, sha256, seen, secretAddress);
  }

  /** How long the server may be silent: on connecting, before it answers, and in between bytes. */
  public DownloadRequest withSilence(Duration value) {
    return new DownloadRequest(place, uri, headers, value, attempts, sha256, seen, secretAddress);
  }

  /** How often the download is tried in all, the first time included. */
  public DownloadRequest withAttempts(int value) {
    return new DownloadRequest(place, uri, headers, silence, value, sha256, seen, secretAddress);
  }

  public DownloadRequest withSha256(String value) {
    return new DownloadRequest(
        place, uri, headers, silence, attempts, Optional.of(value), seen, secretAddress);
  }

  /** What the server said the last time; an unchanged file is then not sent again. */
  public DownloadRequest withSeen(Validators value) {
    return new DownloadRequest(
        place, uri, headers, silence, attempts, sha256, value, secretAddress);
  }

  private static void check(
      String place,
      URI uri,
      boolean secretAddress,
      Map<String, String> headers,
      Duration silence,
      int attempts,
      Optional<String> sha256) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
      throw FetchErrors.notAWebAddress(place, uri, secretAddress);
    }
    headers.forEach((name, value) -> checkHeader(place, name, value));
    if (silence.isNegative() || silence.isZero()) {
      throw FetchErrors.noTimeout(place, silence);
    }
    if (attempts < 1) {
      throw FetchErrors.noAttempt(place, attempts);
    }
    if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
      throw FetchErrors.notASha256(place, sha256.get());
    }
  }

  private static void checkHeader(String place, String name, String value) {
    // The client would refuse these too, but its exception repeats the value.
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw FetchErrors.badHeaderName(place);
    }
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
      throw FetchErrors.badHeaderValue(place, name);
    }
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw FetchErrors.headerIsOurs(place, name);
    }
  }

  @Override
  public String toString() {
    return place + ": " + FetchErrors.shown(uri, secretAddress);
  }
}
