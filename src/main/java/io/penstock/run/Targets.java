package io.penstock.run;

import io.penstock.publish.Exported;
import io.penstock.publish.Target;
import io.penstock.publish.TargetKind;
import io.penstock.publish.files.FilesKind;
import io.penstock.publish.glue.GlueKind;
import io.penstock.publish.mysql.MySqlKind;
import io.penstock.publish.redshift.RedshiftKind;
import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.Destination;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.SpecException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The targets of a pipeline, by connection; secrets are resolved when one is first asked for. */
public final class Targets implements AutoCloseable {
  private static final Map<String, TargetKind> KINDS =
      Map.of(
          Destination.MySql.KIND,
          new MySqlKind(),
          Destination.Redshift.KIND,
          new RedshiftKind(),
          Destination.Files.KIND,
          new FilesKind(),
          Destination.Glue.KIND,
          new GlueKind());

  private final PipelineSpec pipeline;
  private final SecretResolver secrets;
  private final Map<String, Target> open = new ConcurrentHashMap<>();

  public Targets(PipelineSpec pipeline, SecretResolver secrets) {
    this.pipeline = pipeline;
    this.secrets = secrets;
  }

  /** Why a target would not know a column's type; empty if it knows it. */
  static Optional<String> typeProblem(Destination to, String column, String type) {
    return KINDS.get(to.kind()).typeProblem(column, type);
  }

  /**
   * @throws SpecException if the connection or one of its secrets is not defined
   */
  public Target of(PublishSpec publication) {
    return open.computeIfAbsent(
        publication.name() + " " + publication.to().connection(), name -> opened(publication));
  }

  private Target opened(PublishSpec publication) {
    String name = publication.to().connection();
    EnvironmentSpec environment = pipeline.environment();
    ConnectionSpec connection = environment.connections().get(name);
    if (connection == null) {
      throw RunErrors.noConnection(publication, environment, name);
    }
    return KINDS.get(publication.to().kind()).open(connection, publication, secrets, this::export);
  }

  private Optional<Exported> export(String export) {
    for (PublishSpec target : pipeline.publish()) {
      for (PublishSpec.Table table : target.tables()) {
        if (export.equals(target.name() + "." + table.name())) {
          return of(target).exported(table.table());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    open.values().forEach(Target::close);
  }
}
