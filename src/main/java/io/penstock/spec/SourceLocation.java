package io.penstock.spec;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where a source's data lies: behind HTTP, or in files that are already in S3 or on disk. */
public sealed interface SourceLocation {

  /** How files are unpacked on arrival. */
  Unpack unpack();

  /** What a message calls this place: never holds a secret. */
  String display();

  /**
   * One document behind HTTP.
   *
   * @param url the address; may be a secret reference when it is signed
   * @param headers request headers; values may be secret references
   * @param sha256 the expected digest of the downloaded bytes in lower-case hex
   * @param timeout how long the server may be silent
   * @param attempts how often a request is tried in all
   * @param maxUnpackedBytes what an archive may unpack to at the most
   */
  record Http(
      SecretText url,
      Map<String, SecretText> headers,
      Unpack unpack,
      Optional<String> sha256,
      Duration timeout,
      int attempts,
      long maxUnpackedBytes)
      implements SourceLocation {
    public Http {
      headers = Map.copyOf(headers);
    }

    @Override
    public String display() {
      return Redaction.url(url.written());
    }
  }

  /**
   * Files under a path ({@code s3://}, {@code s3a://}, {@code /Volumes}, {@code file:}, a path
   * beside the pipeline folder).
   *
   * @param path a file, a folder, or a glob
   * @param include a glob that the file name must match, such as {@code *.csv}
   * @param archive where packed files are moved when what is in them has landed; empty: they stay
   */
  record Files(
      String path,
      Optional<String> include,
      Unpack unpack,
      long maxUnpackedBytes,
      Optional<String> archive)
      implements SourceLocation {
    @Override
    public String display() {
      return path;
    }
  }
}
