package io.penstock.land.fetch;

import java.net.URI;
import java.net.http.HttpHeaders;

/** What a server answered, and which address it was that answered after all redirects. */
record Answer(URI uri, int status, HttpHeaders headers, TimedBody body) {
  /** What a HEAD request with these validators was answered. */
  HttpDownload.Version about(Validators seen) {
    if (status == 304) {
      return HttpDownload.Version.SAME;
    }
    Validators now = Validators.of(headers);
    boolean byTag = seen.etag().isPresent() && now.etag().isPresent();
    boolean byTime = seen.lastModified().isPresent() && now.lastModified().isPresent();
    if (status != 200 || !(byTag || byTime)) {
      return HttpDownload.Version.UNKNOWN;
    }
    boolean same =
        byTag ? seen.etag().equals(now.etag()) : seen.lastModified().equals(now.lastModified());
    return same ? HttpDownload.Version.SAME : HttpDownload.Version.OTHER;
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
