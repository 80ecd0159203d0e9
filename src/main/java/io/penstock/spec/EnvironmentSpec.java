package io.penstock.spec;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between environments.
 *
 * @param lake the root of the lake ({@code s3a://…}, {@code /Volumes/…}); local: embedded unless
 *     given
 * @param catalog the Unity Catalog that holds the tables, where there is one
 * @param storage how to reach the lake's S3 when it is not the platform's own
 * @param spark extra Spark settings
 * @param functions those that models may call beside Spark's own, in lower case
 * @param sample the sample to generate and serve, in local only
 */
public record EnvironmentSpec(
    String name,
    Optional<String> lake,
    Optional<String> catalog,
    Map<String, String> variables,
    Map<String, ConnectionSpec> connections,
    Optional<StorageSpec> storage,
    Map<String, String> spark,
    Set<String> functions,
    Optional<SampleSpec> sample,
    Origin at) {
  public static final String LOCAL = "local";

  public EnvironmentSpec {
    variables = Map.copyOf(variables);
    connections = Map.copyOf(connections);
    spark = Map.copyOf(spark);
    functions = Set.copyOf(functions);
  }

  public boolean isLocal() {
    return name.equals(LOCAL);
  }

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

  /** What loads staged files. */
  public enum Loader {
    /** COPY, by the driver. */
    COPY,
    /** The spark-redshift community connector, which has to be attached. */
    CONNECTOR
  }

  /** The format of staged files. */
  public enum StagingFormat {
    PARQUET,
    CSV
  }

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
      Optional<StagingFormat> format) {
    public static final StagingSpec NONE =
        new StagingSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Loader.COPY,
            Optional.empty());
  }

  /** How to reach an S3 that is not the platform's own. */
  public record StorageSpec(
      Optional<String> endpoint,
      Optional<String> region,
      Optional<SecretText> accessKey,
      Optional<SecretText> secretKey,
      Origin at) {}

  /** The sample that the local environment serves over HTTP. */
  public record SampleSpec(long rows, Limit dirty, long seed, Origin at) {}
}
