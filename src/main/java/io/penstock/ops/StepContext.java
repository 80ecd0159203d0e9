package io.penstock.ops;

import io.penstock.lake.Lake;
import io.penstock.lake.StepCommit;
import io.penstock.plan.Decision;
import io.penstock.plan.Definition;
import io.penstock.plan.TableProgress;
import io.penstock.spec.SecretResolver;
import io.penstock.spec.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a stage is given to do one step.
 *
 * @param lake the lake through a session of the step's own
 * @param startedAt when the run began; the same for every row that it ingests
 * @param workFolder a folder on the local disk that outlives the process
 * @param pipelineFolder what relative paths of the spec are relative to
 * @param decision what was decided for the step
 * @param definition what computes the step's rows
 * @param owner whose tables of a target are: the pipeline, and its lake
 * @param own what is known of the step's own table
 * @param inputs what is known of the tables it reads: the versions that it must read
 */
public record StepContext(
    String step,
    String runId,
    Instant startedAt,
    Lake lake,
    Path workFolder,
    Path pipelineFolder,
    SecretResolver secrets,
    Progress progress,
    Decision decision,
    Definition definition,
    String owner,
    Optional<TableProgress> own,
    Map<TableName, TableProgress> inputs) {

  public boolean rebuilds() {
    return decision.action() == Decision.Action.REBUILD;
  }

  /** Whether the step's table may hold rows that the step did not write. */
  public boolean othersMayHaveWritten() {
    return own.filter(table -> !table.asLeft()).isPresent();
  }

  /** The number of the commit that this step is about to make. */
  public long nextBatch() {
    return own.map(TableProgress::batch).orElse(0L) + 1;
  }

  /** The commit that this step is about to make to a table that stays the same one. */
  public StepCommit commit(Map<String, String> notes) {
    return commit(
        own.filter(known -> !known.lost())
            .map(TableProgress::generation)
            .orElseGet(StepContext::newGeneration),
        notes);
  }

  /** The commit that makes the table anew for its readers. */
  public StepCommit commitAnew(Map<String, String> notes) {
    return commit(newGeneration(), notes);
  }

  private StepCommit commit(String generation, Map<String, String> notes) {
    Map<String, StepCommit.InputVersion> read = new TreeMap<>();
    inputs.forEach(
        (table, at) ->
            read.put(
                table.toString(),
                new StepCommit.InputVersion(at.generation(), at.version(), at.batch())));
    return new StepCommit(
        step,
        runId,
        nextBatch(),
        generation,
        definition.digest(),
        read,
        Map.of(),
        notes,
        own.map(TableProgress::version).orElse(null),
        own.map(TableProgress::changedAt).orElse(null));
  }

  private static String newGeneration() {
    return UUID.randomUUID().toString();
  }
}
