package io.penstock.publish.files;

import io.penstock.publish.Exports;
import io.penstock.publish.Target;
import io.penstock.publish.TargetKind;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import java.util.Optional;

/** Exports as files under a prefix. */
public final class FilesKind implements TargetKind {

  @Override
  public Optional<String> typeProblem(String column, String type) {
    return Optional.empty();
  }

  @Override
  public Target open(
      ConnectionSpec connection, PublishSpec publication, SecretResolver secrets, Exports exports) {
    String url = secrets.resolve(connection.url(), connection.at());
    if (url.startsWith("jdbc:")) {
      throw FilesErrors.noPrefix(connection);
    }
    return new FilesTarget(url, publication.export().orElseThrow());
  }
}
