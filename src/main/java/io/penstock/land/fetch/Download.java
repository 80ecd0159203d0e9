package io.penstock.land.fetch;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** How a download ended when it did not fail. */
public sealed interface Download {

  /** The server says that the file is still the one that was seen before; nothing was written. */
  record NotModified() implements Download {}

  /**
   * The whole file is on the local disk. {@code sha256} is in lower-case hex; {@code fileName} is
   * what the server calls it, made safe to be the last part of a path; {@code encoding} is what the
   * server packed it with for the way, in lower case, which is still to be taken off.
   */
  record Fetched(
      Path file,
      long size,
      String sha256,
      Validators validators,
      String fileName,
      Optional<String> encoding)
      implements Download {
    public Fetched {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(sha256, "sha256");
      Objects.requireNonNull(validators, "validators");
      Objects.requireNonNull(fileName, "fileName");
    }

    /** The entity tag as the server sent it, if it did. */
    public Optional<String> etag() {
      return validators.etag();
    }

    /** The time of the last change as the server sent it, if it did. */
    public Optional<String> lastModified() {
      return validators.lastModified();
    }
  }
}
