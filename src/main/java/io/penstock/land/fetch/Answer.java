package io.penstock.land.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/** What a server answered, and which address it was that answered after all redirects. */
record Answer(URI uri, int status, HttpHeaders headers, TimedBody body) {
  /** What a HEAD request with these validators was answered. */
  HttpDownload.Version about(Validators seen) {
    if (status == 304) {
      return HttpDownload.Version.SAME;
    }
    return status == 200 ? seen.comparedWith(Validators.of(headers)) : HttpDownload.Version.UNKNOWN;
  }

  /** What the body is packed with, in lower case; a server may do so though nobody asked. */
  Optional<String> encoding() {
    return headers
        .firstValue("Content-Encoding")
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .map(value -> value.equals("x-gzip") ? "gzip" : value)
        .filter(value -> !value.isEmpty() && !value.equals("identity"));
  }

  /** The announced size of the body, or -1. */
  long length() {
    try {
      return headers.firstValueAsLong("Content-Length").orElse(-1);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
