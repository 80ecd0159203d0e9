package io.penstock.publish.redshift;

import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.publish.TargetKind;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Nearest;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.util.Optional;

/** Targets that are Redshift. */
public final class RedshiftKind implements TargetKind {

  @Override
  public Optional<String> typeProblem(String column, String type) {
    Optional<WrittenType> written = WrittenType.of(type);
    if (written.flatMap(WrittenType::sent).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "the type of '"
            + column
            + "' is none that Redshift has. Found: '"
            + type
            + "'. "
            + written
                .map(known -> Nearest.hint(known.name(), RedshiftTypes.NAMES))
                .filter(hint -> !hint.isBlank())
                .orElse("Write it as in varchar(64) or decimal(18,2)."));
  }

  @Override
  public Target open(
      ConnectionSpec connection, PublishSpec publication, SecretResolver secrets, Exports exports) {
    String url = secrets.resolve(connection.url(), connection.at());
    if (!url.startsWith("jdbc:redshift:") || RedshiftEndpoint.database(url).isEmpty()) {
      throw RedshiftErrors.noRedshiftUrl(connection, url);
    }
    if (connection.staging().tempdir().isEmpty()) {
      throw RedshiftErrors.noTempdir(connection);
    }
    return new RedshiftTarget(
        new RedshiftEndpoint(
            url,
            connection.user().map(user -> secrets.resolve(user, connection.at())).orElse(""),
            connection.password().map(p -> secrets.resolve(p, connection.at())).orElse(""),
            connection.staging().schema().orElse("public")),
        StagingPlace.of(connection, secrets));
  }
}
