package io.penstock.local;

import java.net.URI;
import java.util.Map;

/** How to reach the local S3 server; its bucket {@value #BUCKET} always exists. */
public record S3Access(URI endpoint, String accessKey, String secretKey) {
  /** The bucket that holds the local lake. */
  public static final String BUCKET = "lake";

  static final String LOCAL_ACCESS_KEY = "penstock";
  static final String LOCAL_SECRET_KEY = "penstock-local";

  static S3Access onPort(int port) {
    return new S3Access(URI.create("http://127.0.0.1:" + port), LOCAL_ACCESS_KEY, LOCAL_SECRET_KEY);
  }

  /** What Hadoop's S3A needs to reach it, under Hadoop's own keys ({@code fs.s3a.…}). */
  public Map<String, String> s3aSettings() {
    return Map.of(
        "fs.s3a.endpoint", endpoint.toString(),
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.access.key", accessKey,
        "fs.s3a.secret.key", secretKey,
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false",
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
  }

  @Override
  public String toString() {
    return "S3Access[endpoint=" + endpoint + "]";
  }
}
