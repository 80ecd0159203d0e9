package io.penstock.spec;

import java.util.Optional;

/**
 * How to reach a database, or where files go.
 *
 * @param staging how rows come into a warehouse that loads them from S3
 */
public record ConnectionSpec(
    String name,
    SecretText url,
    Optional<SecretText> user,
    Optional<SecretText> password,
    StagingSpec staging,
    Origin at) {

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
