package io.penstock.land.fetch;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a server says about the version of a file, word for word as it was sent. */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
  public Validators {
    Objects.requireNonNull(etag, "etag");
    Objects.requireNonNull(lastModified, "lastModified");
  }

  /** Nothing is known: the file was never seen, or its server says nothing about versions. */
  public static Validators none() {
    return new Validators(Optional.empty(), Optional.empty());
  }

  static Validators of(HttpHeaders headers) {
    return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
  }

  /** The headers by which a server is asked for another version than this one. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    etag.ifPresent(tag -> headers.put("If-None-Match", tag));
    lastModified.ifPresent(time -> headers.put("If-Modified-Since", time));
    return headers;
  }

  /**
   * What a server that did not say "not modified" tells all the same. Only equal strong tags
   * promise equal bytes; a time may stay when a file changes.
   */
  HttpDownload.Version comparedWith(Validators now) {
    if (etag.isPresent()) {
      if (now.etag().isEmpty()) {
        return HttpDownload.Version.UNKNOWN;
      }
      boolean equal = etag.equals(now.etag());
      boolean strong = !etag.get().startsWith("W/");
      return equal
          ? strong ? HttpDownload.Version.SAME : HttpDownload.Version.UNKNOWN
          : HttpDownload.Version.OTHER;
    }
    boolean later = now.lastModified().isPresent() && !lastModified.equals(now.lastModified());
    return later ? HttpDownload.Version.OTHER : HttpDownload.Version.UNKNOWN;
  }

  boolean isEmpty() {
    return etag.isEmpty() && lastModified.isEmpty();
  }

  /** What may stand in If-Range: a weak tag does not promise equal bytes, so it may not. */
  Optional<String> strong() {
    return etag.filter(tag -> !tag.startsWith("W/")).or(() -> lastModified);
  }
}
