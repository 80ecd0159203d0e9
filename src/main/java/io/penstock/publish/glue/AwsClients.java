package io.penstock.publish.glue;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.SecretResolver;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * How the services are reached: with the keys of the connection, else as the machine or its user
 * is. The SDK repeats what was throttled or cut.
 */
record AwsClients(GlueAddress address, Optional<AwsBasicCredentials> keys) {

  static AwsClients of(GlueAddress address, ConnectionSpec connection, SecretResolver secrets) {
    return new AwsClients(
        address,
        connection
            .staging()
            .accessKey()
            .map(
                key ->
                    AwsBasicCredentials.create(
                        secrets.resolve(key, connection.at()),
                        secrets.resolve(
                            connection.staging().secretKey().orElseThrow(), connection.at()))));
  }

  GlueClient glue() {
    return configured(GlueClient.builder()).build();
  }

  AthenaClient athena() {
    return configured(AthenaClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
    AwsCredentialsProvider credentials =
        keys.<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    address.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(address.region()))
        .credentialsProvider(credentials)
        .httpClientBuilder(ApacheHttpClient.builder());
  }
}
