package io.penstock.local.redshift;

import java.net.URI;

/** The S3 from which COPY reads: reached by path, with keys of its own whatever COPY says. */
public record ObjectStore(URI endpoint, String accessKey, String secretKey) {
  @Override
  public String toString() {
    return "ObjectStore[" + endpoint + "]";
  }
}
