package io.penstock.ops;

import io.penstock.lake.Lake;
import io.penstock.lake.StepCommit;
import io.penstock.plan.Decision;
import io.penstock.plan.Definition;
import io.penstock.plan.Facts;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.TableName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a stage is given to do one step.
 *
 * @param subject the step
 * @param lake the lake through a session of the step's own
 * @param decision what was decided for the step
 * @param facts what that rests on: the versions that the step must read
 */
public record StepContext(
    Step subject,
    CurrentRun run,
    Lake lake,
    ProgressListener progress,
    Decision decision,
    Facts facts) {

  /** The step's name. */
  public String step() {
    return subject.name();
  }

  public String runId() {
    return run.runId();
  }

  public Instant startedAt() {
    return run.startedAt();
  }

  /** What computes the step's rows. */
  public Definition definition() {
    return subject.definition();
  }

  /** What is known of the step's own table. */
  public Optional<TableProgress> own() {
    return facts.own();
  }

  /** What is known of the tables that it reads. */
  public Map<TableName, TableProgress> inputs() {
    return facts.inputs();
  }

  public boolean rebuilds() {
    return decision.action() == Decision.Action.REBUILD;
  }

  /** Whether the step's table may hold rows that the step did not write. */
  public boolean othersMayHaveWritten() {
    return own().filter(table -> !table.asLeft()).isPresent();
  }

  /** The number of the commit that this step is about to make. */
  public long nextBatch() {
    return own().map(TableProgress::batch).orElse(0L) + 1;
  }

  /** The commit that this step is about to make to a table that stays the same one. */
  public StepCommit commit(Map<String, String> notes) {
    return commit(
        own()
            .filter(known -> !known.lost())
            .map(TableProgress::generation)
            .orElseGet(StepContext::newGeneration),
        notes);
  }

  /** The commit with which the table begins a new generation, so that its readers start over. */
  public StepCommit commitNew(Map<String, String> notes) {
    return commit(newGeneration(), notes);
  }

  private StepCommit commit(String generation, Map<String, String> notes) {
    Map<String, StepCommit.InputVersion> read = new TreeMap<>();
    inputs()
        .forEach(
            (table, at) ->
                read.put(
                    table.toString(),
                    new StepCommit.InputVersion(at.generation(), at.version(), at.batch())));
    return new StepCommit(
        step(),
        runId(),
        nextBatch(),
        generation,
        definition().digest(),
        read,
        notes,
        own().map(TableProgress::version).orElse(null),
        own().map(TableProgress::changedAt).orElse(null));
  }

  private static String newGeneration() {
    return UUID.randomUUID().toString();
  }
}
