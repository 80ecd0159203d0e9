package io.penstock.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach a database, or where files go.
 *
 * @param staging how rows come into a warehouse that loads them from S3
 * @param ca a file with the certificates of who signs the server's
 */
public record ConnectionSpec(
    String name,
    SecretText url,
    Optional<SecretText> user,
    Optional<SecretText> password,
    StagingSpec staging,
    Optional<Path> ca,
    Origin at) {

  /** One whose server need not show who it is. */
  public ConnectionSpec(
      String name,
      SecretText url,
      Optional<SecretText> user,
      Optional<SecretText> password,
      StagingSpec staging,
      Origin at) {
    this(name, url, user, password, staging, Optional.empty(), at);
  }

  /** One that needs no staging. */
  public ConnectionSpec(
      String name,
      SecretText url,
      Optional<SecretText> user,
      Optional<SecretText> password,
      Origin at) {
    this(name, url, user, password, StagingSpec.NONE, at);
  }
}
