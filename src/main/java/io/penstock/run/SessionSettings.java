package io.penstock.run;

import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.StorageSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Spark settings that an environment file asks for. They hold secrets: never print them. */
public final class SessionSettings {
  private SessionSettings() {}

  /** Its own settings, and how to reach an S3 that is not the platform's. */
  public static Map<String, String> of(EnvironmentSpec environment, SecretResolver secrets) {
    Map<String, String> settings = new LinkedHashMap<>(environment.spark());
    environment.storage().ifPresent(storage -> storage(storage, secrets, settings));
    return settings;
  }

  private static void storage(
      StorageSpec storage, SecretResolver secrets, Map<String, String> settings) {
    storage
        .endpoint()
        .ifPresent(
            endpoint -> {
              settings.put("spark.hadoop.fs.s3a.endpoint", endpoint);
              settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
              settings.put(
                  "spark.hadoop.fs.s3a.connection.ssl.enabled",
                  Boolean.toString(!endpoint.startsWith("http:")));
            });
    settings.put("spark.hadoop.fs.s3a.endpoint.region", storage.region().orElse("us-east-1"));
    if (storage.accessKey().isPresent()) {
      settings.put(
          "spark.hadoop.fs.s3a.aws.credentials.provider",
          "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    }
    storage
        .accessKey()
        .ifPresent(
            key ->
                settings.put("spark.hadoop.fs.s3a.access.key", secrets.resolve(key, storage.at())));
    storage
        .secretKey()
        .ifPresent(
            key ->
                settings.put("spark.hadoop.fs.s3a.secret.key", secrets.resolve(key, storage.at())));
  }
}
