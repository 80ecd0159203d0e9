package io.penstock.publish.redshift;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.StagingSpec;
import io.penstock.spec.StagingSpec.Loader;
import java.util.Optional;

/**
 * Where rows are written before they are loaded, and how Redshift gets at them.
 *
 * @param tempdir a prefix in S3
 * @param role the role that reads them, or {@code default}; empty where keys do
 */
record StagingPlace(
    String tempdir,
    Optional<String> role,
    Optional<String> accessKey,
    Optional<String> secretKey,
    Loader loader,
    Optional<StagingSpec.Format> format) {

  static StagingPlace of(ConnectionSpec connection, SecretResolver secrets) {
    var staging = connection.staging();
    if (staging.iamRole().isEmpty() && staging.accessKey().isEmpty()) {
      throw RedshiftErrors.noCredentials(connection);
    }
    if (staging.iamRole().isEmpty() && staging.loader() == Loader.CONNECTOR) {
      throw RedshiftErrors.noRole(connection);
    }
    return new StagingPlace(
        staging.tempdir().orElseThrow(),
        staging.iamRole(),
        staging.accessKey().map(key -> secrets.resolve(key, connection.at())),
        staging.secretKey().map(key -> secrets.resolve(key, connection.at())),
        staging.loader(),
        staging.format());
  }

  /** What COPY says of them. */
  String credentials() {
    if (role.isPresent()) {
      return role.get().equalsIgnoreCase("default")
          ? "IAM_ROLE default"
          : "IAM_ROLE " + RedshiftStatements.literal(role.get());
    }
    return "ACCESS_KEY_ID "
        + RedshiftStatements.literal(accessKey.orElse(""))
        + " SECRET_ACCESS_KEY "
        + RedshiftStatements.literal(secretKey.orElse(""));
  }

  @Override
  public String toString() {
    return tempdir;
  }
}
