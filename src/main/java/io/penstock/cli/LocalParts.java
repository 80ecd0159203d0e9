package io.penstock.cli;

import io.penstock.local.LocalServers;
import io.penstock.spec.Destination;
import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.PipelineSpec;
import io.penstock.spec.SourceLocation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What of a pipeline's environment is embedded, because its environment file does not define it.
 */
final class LocalParts {
  private LocalParts() {}

  static Set<LocalServers.Need> needs(PipelineSpec spec) {
    Set<LocalServers.Need> needs = EnumSet.noneOf(LocalServers.Need.class);
    if (embedsLake(spec)) {
      needs.add(LocalServers.Need.S3);
    }
    if (!embedded(spec, Destination.MySql.KIND).isEmpty() || !sources(spec).isEmpty()) {
      needs.add(LocalServers.Need.MYSQL);
    }
    if (!embedded(spec, Destination.Redshift.KIND).isEmpty()) {
      // It loads from there.
      needs.add(LocalServers.Need.S3);
      needs.add(LocalServers.Need.REDSHIFT);
    }
    if (!embedded(spec, Destination.Files.KIND).isEmpty()) {
      needs.add(LocalServers.Need.S3);
    }
    if (spec.environment().sample().isPresent()) {
      needs.add(LocalServers.Need.HTTP);
    }
    return needs;
  }

  static boolean embedsLake(PipelineSpec spec) {
    EnvironmentSpec environment = spec.environment();
    return environment.isLocal() && environment.lake().isEmpty();
  }

  /** The databases that are read and that the environment file does not define, by connection. */
  static List<String> sources(PipelineSpec spec) {
    EnvironmentSpec environment = spec.environment();
    return spec.sources().stream()
        .filter(source -> environment.isLocal())
        .flatMap(source -> source.location().database().stream())
        .map(SourceLocation.Database::connection)
        .filter(name -> !environment.connections().containsKey(name))
        .distinct()
        .sorted()
        .toList();
  }

  /** The connections of a kind that the environment file does not define, by name. */
  static List<String> embedded(PipelineSpec spec, String kind) {
    EnvironmentSpec environment = spec.environment();
    return spec.publish().stream()
        .filter(p -> environment.isLocal() && p.to().kind().equals(kind))
        .map(p -> p.to().connection())
        .filter(name -> !environment.connections().containsKey(name))
        .distinct()
        .sorted()
        .toList();
  }
}
