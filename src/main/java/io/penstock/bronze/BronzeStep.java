package io.penstock.bronze;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.CommitResult;
import io.penstock.lake.DeltaWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.CheckResult;
import io.penstock.ops.Conservation;
import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.ops.LandedFile;
import io.penstock.ops.LandingLedger;
import io.penstock.ops.StepContext;
import io.penstock.ops.StepOutcome;
import io.penstock.plan.Step;
import io.penstock.plan.TableProgress;
import io.penstock.quality.Quarantine;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.RefusedException;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnBadFile;
import io.penstock.spec.SourceSpec.OnBadValue;
import io.penstock.spec.TableName;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Loads landed files into the bronze table, each once. Records are counted and judged in a first
 * reading that keeps nothing; the second one goes straight into quarantine and table, the table
 * last, which must then have as many rows as were counted.
 */
public final class BronzeStep {
  static final String MALFORMED_RULE = "malformed_record";
  static final String BAD_FILE_RULE = "unreadable_file";
  static final String BAD_VALUE_RULE = "value_fits_its_type";

  private final SourceSpec source;
  private final StepContext context;
  private final Lake lake;
  private final Conservation conservation;

  public BronzeStep(Step.Bronze step, StepContext context) {
    this.source = step.source();
    this.context = context;
    this.lake = context.lake();
    this.conservation = new Conservation(context.step());
  }

  /** Does the step. */
  public StepOutcome run() {
    TableName landing = source.landing();
    TableProgress landed = context.inputs().get(landing);
    if (context.rebuilds()) {
      return loadAll(landed);
    }
    long batch;
    try {
      batch = readUpTo(landing);
    } catch (Lake.ChangesGone e) {
      return loadAll(landed)
          .withDetail("all files, because the log of " + landing + " was cleaned");
    }
    Map<String, LandedFile> arrived = LandingLedger.arrived(lake, landing, landed, batch);
    Map<String, LandedFile> before = LandingLedger.current(lake, landing, landed, batch);
    List<String> replaced =
        arrived.keySet().stream()
            .filter(before::containsKey)
            .map(name -> before.get(name).path())
            .toList();
    return load(List.copyOf(arrived.values()), replaced, false);
  }

  private StepOutcome loadAll(TableProgress landed) {
    Map<String, LandedFile> all = LandingLedger.current(lake, source.landing(), landed);
    return load(List.copyOf(all.values()), List.of(), true);
  }

  private long readUpTo(TableName landing) {
    TableProgress.ReadUpTo read = context.own().orElseThrow().inputs().get(landing);
    return read.batch() >= 0 ? read.batch() : LandingLedger.batchOf(lake, landing, read.version());
  }

  private StepOutcome load(List<LandedFile> files, List<String> replaced, boolean rebuild) {
    try {
      return load(files, ParquetDamage.Found.NOTHING, replaced, rebuild);
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      ParquetDamage.Found found =
          source.format() instanceof FormatSpec.Parquet
              ? ParquetDamage.of(lake.spark(), lake.storage(), source, files)
              : ParquetDamage.Found.NOTHING;
      if (found.isEmpty()) {
        throw e;
      }
      RefusedFiles.requireNone(source, found.damaged());
      return load(files, found, replaced, rebuild);
    }
  }

  private StepOutcome load(
      List<LandedFile> files, ParquetDamage.Found found, List<String> replaced, boolean rebuild) {
    Records records = records(files, found);
    RefusedFiles.requireNone(source, records.refused());
    Tally tally = records.tally();
    if (tally.broken() > 0 && source.onBadFile() == OnBadFile.FAIL) {
      throw BronzeErrors.cutShort(place(), tally.brokenBecause());
    }
    if (tally.rescued() > 0 && source.contract().onBadValue() == OnBadValue.FAIL) {
      throw BronzeErrors.valuesDoNotFit(
          place(), tally.rescued(), tally.usualRescued().orElseThrow().reason());
    }
    new BadRecordGuard(source, place()).check(tally);
    FaultPoint.pass(context.step(), "after-read");
    long refusedFiles = records.refused().size();
    long quarantined = quarantine(records, rebuild, replaced);
    FaultPoint.pass(context.step(), "after-quarantine");
    Dataset<Row> good = new PartitionColumns(source).fill(records.good(), records.columns(), files);
    long written = commit(good, records.columns(), replaced, rebuild);
    FaultPoint.pass(context.step(), "after-commit");
    Counts counts = new Counts(tally.records() + refusedFiles, written, 0, 0, 0, quarantined, 0, 0);
    conservation.check(counts);
    return StepOutcome.done(counts, detail(files, replaced, records), checks(records));
  }

  private Records records(List<LandedFile> files, ParquetDamage.Found found) {
    return source
        .format()
        .accept(
            new FormatSpec.Kinds<>() {
              @Override
              public Records csv(FormatSpec.Csv format) {
                return new TextRecords(source, context).read(files);
              }

              @Override
              public Records json(FormatSpec.Json format) {
                return new TextRecords(source, context).read(files);
              }

              @Override
              public Records parquet(FormatSpec.Parquet format) {
                return new ParquetRecords(source, context).read(files, found);
              }
            });
  }

  private String place() {
    return "Source '" + source.name() + "' (" + source.at() + ")";
  }

  private static List<CheckResult> checks(Records records) {
    Tally tally = records.tally();
    List<CheckResult> checks = new ArrayList<>();
    long badFiles = tally.broken() + records.refused().size();
    add(checks, MALFORMED_RULE, "quarantine", tally.malformed(), tally.records());
    add(checks, BAD_FILE_RULE, "quarantine", badFiles, tally.records());
    add(checks, BAD_VALUE_RULE, "rescue", tally.rescued(), tally.records());
    return checks;
  }

  private static void add(
      List<CheckResult> checks, String rule, String action, long count, long rows) {
    if (count > 0) {
      checks.add(new CheckResult(rule, action, count, rows));
    }
  }

  private long quarantine(Records records, boolean all, List<String> replaced) {
    long count = records.tally().bad() + records.refused().size();
    Dataset<Row> refused = RefusedFiles.rows(lake.spark(), records.refused(), context.runId());
    Dataset<Row> bad = records.tally().bad() > 0 ? records.bad().get().union(refused) : refused;
    return new Quarantine(context, source.bronze()).write(bad, count, all, replaced);
  }

  private long commit(
      Dataset<Row> rows, BronzeColumns columns, List<String> replaced, boolean rebuild) {
    Dataset<Row> stored =
        rows.withColumn(BronzeColumns.INGESTED_AT, lit(Timestamp.from(context.startedAt())))
            .withColumn(BronzeColumns.RUN_ID, lit(context.runId()));
    Map<String, String> notes = Map.of("columns", columns.toJson());
    DeltaWriter writer = new DeltaWriter(lake);
    if (rebuild) {
      CommitResult made = writer.overwrite(stored, source.bronze(), context.commitNew(notes));
      long written = made.metric("numOutputRows");
      conservation.holds(0, written, 0, made);
      return written;
    }
    long before = lake.rows(source.bronze(), context.own().orElseThrow().version());
    if (replaced.isEmpty()) {
      CommitResult made = writer.append(stored, source.bronze(), context.commit(notes));
      long written = made.metric("numOutputRows");
      conservation.holds(before, written, 0, made);
      return written;
    }
    // The rows of the files' former versions go in the commit that brings the new ones; readers of
    // the table start over, because rows that they have taken are gone.
    lake.spark().conf().set("spark.databricks.delta.replaceWhere.constraintCheck.enabled", "false");
    String ofThem = LakeLocation.isOneOf(BronzeColumns.SOURCE_FILE, replaced);
    long going =
        lake.at(source.bronze(), context.own().orElseThrow().version()).where(ofThem).count();
    CommitResult made =
        writer.replaceWhere(stored, source.bronze(), ofThem, context.commitNew(notes));
    // Of rows that take the place of others Delta does not always say how many they are.
    return made.rows() - (before - going);
  }

  private String detail(List<LandedFile> files, List<String> replaced, Records records) {
    List<String> parts = new ArrayList<>();
    parts.add(files.size() + (files.size() == 1 ? " file" : " files"));
    if (!replaced.isEmpty()) {
      parts.add(replaced.size() + " of them replaced earlier ones");
    }
    if (!records.added().isEmpty()) {
      parts.add(
          (context.rebuilds() ? "undeclared columns " : "drift: new columns ")
              + String.join(", ", records.added()));
    }
    return String.join("; ", parts);
  }
}
