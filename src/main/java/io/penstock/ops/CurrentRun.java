package io.penstock.ops;

import io.penstock.spec.ConnectionSpec;
import io.penstock.spec.SecretResolver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * The run that a step belongs to.
 *
 * @param startedAt when the run began; the same for every row that it ingests
 * @param workFolder a folder on the local disk that outlives the process
 * @param pipelineFolder what relative paths of the spec are relative to
 * @param owner whose tables of a target are: the pipeline, and its lake
 * @param connections those of the environment, by name
 */
public record CurrentRun(
    String runId,
    Instant startedAt,
    Path workFolder,
    Path pipelineFolder,
    SecretResolver secrets,
    String owner,
    Map<String, ConnectionSpec> connections,
    SharedParts shared) {

  /** One whose steps read no database. */
  public CurrentRun(
      String runId,
      Instant startedAt,
      Path workFolder,
      Path pipelineFolder,
      SecretResolver secrets,
      String owner) {
    this(
        runId,
        startedAt,
        workFolder,
        pipelineFolder,
        secrets,
        owner,
        Map.of(),
        new SharedParts(Set.of()));
  }
}
