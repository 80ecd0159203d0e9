package io.penstock.drift;

import io.penstock.bronze.BronzeColumns;
import io.penstock.lake.Lake;
import io.penstock.lake.Storage;
import io.penstock.lake.StoragePath;
import io.penstock.plan.TableProgress;
import io.penstock.run.PipelineLineage;
import io.penstock.run.RunContext;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.OutsideException;
import io.penstock.spec.Problems;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.Unpack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/** Looks at all sources of a pipeline. */
public final class Drifts {
  private static final int FILES = 5;

  private final RunContext context;
  private final PipelineLineage lineage;
  private final List<String> notes = new ArrayList<>();

  private Drifts(RunContext context, PipelineLineage lineage) {
    this.context = context;
    this.lineage = lineage;
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
   * @param problems what is wrong with the pipeline so far; more may be added
   */
  public static Found of(RunContext context, Problems problems) {
    return new Drifts(context, PipelineLineage.of(context, problems)).look();
  }

  private Found look() {
    List<Drift> found = new ArrayList<>();
    Map<String, List<SourceSpec>> databases = new LinkedHashMap<>();
    DatabaseDrift database =
        new DatabaseDrift(context.pipeline().spec().environment().connections(), context.secrets());
    for (SourceSpec source : context.pipeline().spec().sources()) {
      Optional<SourceLocation.Database> table = source.location().database();
      if (table.isPresent()) {
        databases.computeIfAbsent(table.get().file(), file -> new ArrayList<>()).add(source);
        found.addAll(judged(source, database.of(source, table.get(), bronze(source))));
      } else if (source.location() instanceof SourceLocation.Files files) {
        found.addAll(judged(source, files(source, files)));
      } else {
        notes.add(
            source.name() + " is not looked at: what is behind HTTP is known when it has landed");
      }
    }
    databases.values().forEach(sources -> found.addAll(database.others(sources)));
    return new Found(found, notes);
  }

  private Optional<StructType> bronze(SourceSpec source) {
    Lake lake = context.lake();
    return lineage
        .progress(source.bronze())
        .map(there -> lake.spark().table(lake.location().sql(source.bronze())).schema());
  }

  private List<Drift> files(SourceSpec source, SourceLocation.Files files) {
    List<ColumnSpec> pinned =
        lineage
            .progress(source.bronze())
            .map(TableProgress::notes)
            .flatMap(BronzeColumns::pinned)
            .map(BronzeColumns::data)
            .or(() -> source.contract().columns())
            .orElse(List.of());
    if (pinned.isEmpty()) {
      notes.add(source.name() + " is not looked at: its columns are inferred by its first run");
      return List.of();
    }
    if (files.unpack() != Unpack.NONE || source.format() instanceof FormatSpec.Parquet) {
      notes.add(
          source.name()
              + " is not looked at: what is in packed files and in Parquet is known when it has landed");
      return List.of();
    }
    List<ColumnSpec> ofRecords =
        pinned.stream()
            .filter(
                column ->
                    files.partitionColumns().stream()
                        .noneMatch(
                            name ->
                                name.equalsIgnoreCase(column.fileName())
                                    || name.equalsIgnoreCase(column.name())))
            .toList();
    Set<Drift> found = new LinkedHashSet<>();
    try {
      for (Storage.Found file : latest(files)) {
        try {
          found.addAll(new FileDrift(source, ofRecords).of(() -> open(file), file.path().text()));
        } catch (OutsideException e) {
          notes.add("a file of " + source.name() + " cannot be looked at. " + e.getMessage());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw DriftErrors.notListed(
          source,
          files.path(),
          e instanceof IOException io ? io : ((UncheckedIOException) e).getCause());
    }
    return List.copyOf(found);
  }

  /** Those that are last by their names, which mostly say when they are of. */
  private List<Storage.Found> latest(SourceLocation.Files files) throws IOException {
    Storage storage = context.lake().storage();
    Path folder = context.pipeline().spec().folder();
    Optional<PathMatcher> matcher =
        files.include().map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
    return storage.list(StoragePath.of(files.path(), folder, storage.platform())).stream()
        .filter(
            file -> {
              Path name = Path.of(file.path().text().replaceFirst("^.*/", ""));
              return matcher.isEmpty() || matcher.get().matches(name);
            })
        .sorted(Comparator.comparing(Storage.Found::name).reversed())
        .limit(FILES)
        .toList();
  }

  private InputStream open(Storage.Found file) {
    try {
      return context.lake().storage().open(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Drift> judged(SourceSpec source, List<Drift> found) {
    return found.stream()
        .map(drift -> drift.with(Contract.refuses(source, drift), downstream(source, drift)))
        .toList();
  }

  private List<String> downstream(SourceSpec source, Drift drift) {
    return drift.column().isEmpty() || drift.kind() == Drift.Kind.COLUMN_ADDED
        ? List.of()
        : lineage.downstream(source.bronze(), drift.column());
  }
}
