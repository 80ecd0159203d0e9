package io.penstock.land;

import io.penstock.lake.DeltaWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.Made;
import io.penstock.lake.Storage;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.LandingLedger;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings new files of a source into the lake, and then says so in one commit of the landing table.
 * A file without its row has not arrived: an ended run leaves at most files that the next one
 * writes again, byte for byte.
 */
public final class LandStep {
  private final SourceSpec source;
  private final StepContext context;

  public LandStep(Step.Land step, StepContext context) {
    this.source = step.source();
    this.context = context;
  }

  /** Does the step. */
  public StepOutcome run() {
    return source.location() instanceof SourceLocation.Http http
        ? new HttpLanding(this, http).run()
        : new FilesLanding(this, (SourceLocation.Files) source.location()).run();
  }

  SourceSpec source() {
    return source;
  }

  StepContext context() {
    return context;
  }

  String place() {
    return "Source '" + source.name() + "' (" + source.at() + ")";
  }

  Storage storage() {
    return context.lake().storage();
  }

  /** What is known of the landing so far, unless files have become other files since. */
  Optional<TableProgress> before() {
    // Which files have arrived, and as which batch, stands in rows: no more is needed to go on.
    return context
        .own()
        .filter(own -> own.lost() || context.definition().matches(own.definition()));
  }

  Map<String, LandedFile> landedBefore() {
    return before()
        .map(own -> LandingLedger.current(context.lake(), source.landing(), own))
        .orElse(Map.of());
  }

  /** Enters the files into the landing table, together with the notes. */
  StepOutcome enter(Arrivals arrivals, String origin, Map<String, String> notes) {
    Lake lake = context.lake();
    List<LandedFile> files = arrivals.landing();
    FaultPoint.pass(context.step(), "before-commit");
    long before = context.own().map(own -> lake.rows(source.landing(), own.version())).orElse(0L);
    var rows = LandingLedger.rows(lake, files, origin, context.runId(), context.startedAt());
    // What has arrived is never forgotten; what it is unpacked to from now on begins here.
    boolean anew = before().isEmpty();
    Map<String, String> all = new LinkedHashMap<>(notes);
    if (anew && context.own().isPresent()) {
      all.put(LandingLedger.SINCE, Long.toString(context.nextBatch()));
    } else {
      before()
          .map(own -> own.notes().get(LandingLedger.SINCE))
          .ifPresent(since -> all.put(LandingLedger.SINCE, since));
    }
    Made made =
        new DeltaWriter(lake)
            .append(rows, source.landing(), anew ? context.commitAnew(all) : context.commit(all));
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
