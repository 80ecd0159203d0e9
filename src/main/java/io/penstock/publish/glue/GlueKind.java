package io.penstock.publish.glue;

import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.publish.TargetKind;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.util.Optional;

/** The catalog of AWS. */
public final class GlueKind implements TargetKind {

  @Override
  public Optional<String> typeProblem(String column, String type) {
    return Optional.empty();
  }

  @Override
  public Target open(
      ConnectionSpec connection, PublishSpec publication, SecretResolver secrets, Exports exports) {
    GlueAddress address =
        GlueAddress.of(connection, secrets.resolve(connection.url(), connection.at()));
    try {
      return new GlueTarget(
          AwsClients.of(address, connection, secrets),
          connection.staging().tempdir(),
          new Registrations(publication, exports));
    } catch (NoClassDefFoundError e) {
      throw GlueErrors.noSdk(connection);
    }
  }
}
