package io.penstock.spec;

import java.util.Optional;

/**
 * How rows come into a warehouse that loads them from S3.
 *
 * @param schema where its tables are; that of the user unless given
 * @param tempdir a prefix in S3 for staged files
 * @param iamRole the role that reads them, or {@code default}
 * @param accessKey of a user who may read them, where there is no role
 * @param format of the staged files; what suits the columns unless given
 */
public record StagingSpec(
    Optional<String> schema,
    Optional<String> tempdir,
    Optional<String> iamRole,
    Optional<SecretText> accessKey,
    Optional<SecretText> secretKey,
    Loader loader,
    Optional<Format> format) {
  public static final StagingSpec NONE =
      new StagingSpec(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Loader.COPY,
          Optional.empty());

  /** What loads staged files. */
  public enum Loader {
    /** COPY, by the driver. */
    COPY,
    /** The spark-redshift community connector, which has to be attached. */
    CONNECTOR
  }

  /** The format of staged files. */
  public enum Format {
    PARQUET,
    CSV
  }
}
