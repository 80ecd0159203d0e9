package io.penstock.drift;

import io.penstock.bronze.BronzeColumns;
import io.penstock.lake.Lake;
import io.penstock.plan.Plan;
import io.penstock.plan.TableProgress;
import io.penstock.run.PipelineLineage;
import io.penstock.run.PreparedRun;
import io.penstock.run.RunContext;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** Looks at the sources of a pipeline. */
public final class Drifts {
  /** What a run waits for a look beside it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunContext context;
  private final Function<TableName, Optional<TableProgress>> progress;
  private final Supplier<PipelineLineage> lineage;
  private final DatabaseDrift database;
  private PipelineLineage analysed;

  private Drifts(
      RunContext context,
      Function<TableName, Optional<TableProgress>> progress,
      Supplier<PipelineLineage> lineage) {
    this.context = context;
    this.progress = progress;
    this.lineage = lineage;
    this.database =
        new DatabaseDrift(context.pipeline().spec().environment().connections(), context.secrets());
  }

  /**
   * What was found.
   *
   * @param notes sources that were not looked at, and why: a sentence each
   */
  public record Found(List<Drift> drifts, List<String> notes) {
    public Found {
      drifts = List.copyOf(drifts);
      notes = List.copyOf(notes);
    }

    /** Whether a contract refuses any of it. */
    public boolean isForbidden() {
      return drifts.stream().anyMatch(Drift::forbidden);
    }
  }

  /**
   * Of all sources.
   *
   * @param problems what is wrong with the pipeline so far; more may be added
   */
  public static Found of(RunContext context, Problems problems) {
    PipelineLineage lineage = PipelineLineage.of(context, problems);
    Drifts drifts = new Drifts(context, lineage::progress, () -> lineage);
    return drifts.found(
        drifts.looks(context.pipeline().spec().sources(), drifts::look, Duration.ofHours(1)));
  }

  /**
   * Of the sources that a run would read and that have been read before. One that cannot be looked
   * at is left out: its step says why.
   */
  public static Found of(RunContext context, PreparedRun run) {
    return Looks.orElse(new Found(List.of(), List.of()), (PreparedRun r) -> beside(context, r))
        .apply(run);
  }

  private static Found beside(RunContext context, PreparedRun run) {
    Set<String> working =
        run.plan().steps().stream()
            .filter(step -> !step.decision().skips())
            .map(Plan.PlannedStep::name)
            .collect(Collectors.toSet());
    Map<TableName, TableProgress> tables = run.tables();
    List<SourceSpec> sources =
        context.pipeline().spec().sources().stream()
            .filter(source -> tables.containsKey(source.bronze()))
            .filter(
                source ->
                    working.contains(source.landStep())
                        || working.contains(source.bronze().toString()))
            .toList();
    Drifts drifts =
        new Drifts(
            context,
            table -> Optional.ofNullable(tables.get(table)),
            () -> PipelineLineage.of(context, new Problems()));
    SourceLook looks =
        drifts.looks(sources, Looks.orElse(SourceLook.of(List.of()), drifts::look), PATIENCE);
    return new Found(drifts.found(looks).drifts(), List.of());
  }

  private SourceLook looks(
      List<SourceSpec> sources, Function<List<SourceSpec>, SourceLook> look, Duration patience) {
    Map<String, List<SourceSpec>> together = new LinkedHashMap<>();
    for (SourceSpec source : sources) {
      // The tables of one file are asked for at once.
      String of = source.location().database().map(table -> "/" + table.file()).orElse("");
      together
          .computeIfAbsent(of.isEmpty() ? source.name() : of, name -> new ArrayList<>())
          .add(source);
    }
    return Looks.atOnce(List.copyOf(together.values()), look, patience);
  }

  private SourceLook look(List<SourceSpec> sources) {
    SourceSpec first = sources.get(0);
    if (first.location().database().isPresent()) {
      List<Drift> found = new ArrayList<>(database.of(sources, this::bronze));
      found.addAll(
          database.others(
              context.pipeline().spec().sources().stream()
                  .filter(other -> isOfFile(other, first))
                  .toList()));
      return SourceLook.of(found);
    }
    if (first.location() instanceof SourceLocation.Files files) {
      return new FilesDrift(context.lake().storage(), context.pipeline().spec().folder())
          .of(first, files, pinned(first));
    }
    return SourceLook.nothing(
        first.name() + " is not looked at: what is behind HTTP is known when it has landed");
  }

  private static boolean isOfFile(SourceSpec source, SourceSpec first) {
    return source
        .location()
        .database()
        .map(SourceLocation.Database::file)
        .equals(first.location().database().map(SourceLocation.Database::file));
  }

  private Optional<StructType> bronze(SourceSpec source) {
    Lake lake = context.lake();
    return progress
        .apply(source.bronze())
        .map(there -> lake.spark().table(lake.location().sql(source.bronze())).schema());
  }

  private List<ColumnSpec> pinned(SourceSpec source) {
    return progress
        .apply(source.bronze())
        .map(TableProgress::notes)
        .flatMap(BronzeColumns::pinned)
        .map(BronzeColumns::data)
        .or(() -> source.contract().columns())
        .orElse(List.of());
  }

  private Found found(SourceLook look) {
    Map<String, SourceSpec> sources =
        context.pipeline().spec().sources().stream()
            .collect(Collectors.toMap(s -> s.bronze().toString(), s -> s, (one, other) -> one));
    return new Found(
        look.drifts().stream()
            .map(
                drift ->
                    Optional.ofNullable(sources.get(drift.source()))
                        .map(s -> drift.with(Contract.refuses(s, drift), downstream(s, drift)))
                        .orElse(drift))
            .toList(),
        look.notes());
  }

  private List<String> downstream(SourceSpec source, Drift drift) {
    if (drift.column().isEmpty() || drift.kind() == Drift.Kind.COLUMN_ADDED) {
      return List.of();
    }
    if (analysed == null) {
      analysed = lineage.get();
    }
    return analysed.downstream(source.bronze(), drift.column());
  }
}
