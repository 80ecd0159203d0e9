package io.penstock.land;

import io.penstock.lake.CommitResult;
import io.penstock.lake.DeltaWriter;
import io.penstock.lake.Lake;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.LandingLedger;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.spec.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings new files of a source into the lake, and then says so in one commit of the landing table.
 * A file without its row has not arrived: an ended run leaves at most files that the next one
 * writes again, byte for byte.
 */
public final class LandStep {
  private final LandingSource landing;
  private final StepContext context;

  public LandStep(Step.Land step, StepContext context) {
    this.landing =
        new LandingSource(
            step,
            context.lake(),
            context.run().secrets(),
            context.run().pipelineFolder(),
            context.own());
    this.context = context;
  }

  /** Does the step. */
  public StepOutcome run() {
    return landing
        .source()
        .location()
        .accept(
            new SourceLocation.Kinds<StepOutcome>() {
              @Override
              public StepOutcome http(SourceLocation.Http location) {
                return new HttpLanding(LandStep.this, new HttpSource(landing, location)).run();
              }

              @Override
              public StepOutcome files(SourceLocation.Files location) {
                return new FilesLanding(LandStep.this, location).run();
              }

              @Override
              public StepOutcome database(SourceLocation.Database location) {
                return new DatabaseLanding(LandStep.this, location).run();
              }
            });
  }

  LandingSource landing() {
    return landing;
  }

  StepContext context() {
    return context;
  }

  /** Enters the files into the landing table, together with the notes. */
  StepOutcome enter(Arrivals arrivals, String origin, Map<String, String> notes) {
    Lake lake = context.lake();
    List<LandedFile> files = arrivals.landing();
    FaultPoint.pass(context.step(), "before-commit");
    long before =
        context.own().map(own -> lake.rows(landing.source().landing(), own.version())).orElse(0L);
    var rows = LandingLedger.rows(lake, files, origin, context.runId(), context.startedAt());
    // What has arrived is never forgotten; what it is unpacked to from now on begins here.
    boolean newGeneration = landing.before().isEmpty();
    Map<String, String> all = new LinkedHashMap<>(notes);
    if (newGeneration && context.own().isPresent()) {
      all.put(LandingLedger.SINCE, Long.toString(context.nextBatch()));
    } else {
      landing
          .before()
          .map(own -> own.notes().get(LandingLedger.SINCE))
          .ifPresent(since -> all.put(LandingLedger.SINCE, since));
    }
    CommitResult made =
        new DeltaWriter(lake)
            .append(
                rows,
                landing.source().landing(),
                newGeneration ? context.commitNew(all) : context.commit(all));
    FaultPoint.pass(context.step(), "after-commit");
    long written = made.metric("numOutputRows");
    Conservation conservation = new Conservation(context.step());
    conservation.holds(before, written, 0, made);
    Counts counts =
        new Counts(arrivals.offered(), written, 0, arrivals.known(), 0, 0, arrivals.ignored(), 0);
    conservation.check(counts);
    long bytes = files.stream().mapToLong(LandedFile::size).sum();
    String gone =
        arrivals.gone() == 0
            ? ""
            : "; " + arrivals.gone() + " landed before are no longer there, their rows stay";
    String many = files.size() + (files.size() == 1 ? " file, " : " files, ");
    return StepOutcome.done(counts, many + bytes + " bytes" + gone, List.of());
  }
}
