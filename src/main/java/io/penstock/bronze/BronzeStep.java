package io.penstock.bronze;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

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
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnBadFile;
import io.penstock.spec.SourceSpec.OnBadValue;
import io.penstock.spec.TableName;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Loads landed files into the bronze table, each once. Records are read once and kept on the local
 * disk; counts, quarantine and table are written from there, the table last.
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
    Records records = records(files);
    refuse(records.refused());
    Dataset<Row> kept = records.rows().persist(StorageLevel.DISK_ONLY());
    try {
      Row tally = tally(kept);
      Dataset<Row> rows = kept.where(not(FileRows.isEnd()));
      long broken = tally.getLong(3);
      if (broken > 0 && source.onBadFile() == OnBadFile.FAIL) {
        throw BronzeErrors.cutShort(place(), tally.getString(4));
      }
      if (tally.getLong(2) > 0 && source.contract().onBadValue() == OnBadValue.FAIL) {
        throw BronzeErrors.valuesDoNotFit(place(), tally.getLong(2), tally.getString(5));
      }
      new BadRecordGuard(source, place())
          .check(tally.getLong(0), tally.getLong(1), tally.getLong(2), rows);
      long refusedFiles = records.refused().size();
      Records.Read read = records.read(tally.getLong(7), tally.getLong(8));
      conservation.same(records.files(), "as files to be read", read.files(), "as read to the end");
      conservation.same(read.rows(), "by the readers", tally.getLong(0), "where they were kept");
      conservation.same(
          tally.getLong(0),
          "where they were kept",
          tally.getLong(6) + tally.getLong(1) + broken,
          "as good and bad ones");
      FaultPoint.pass(context.step(), "after-read");
      long quarantined =
          quarantine(
              rows, records.refused(), tally.getLong(1) + broken + refusedFiles, rebuild, replaced);
      FaultPoint.pass(context.step(), "after-quarantine");
      long written = commit(rows, records.columns(), replaced, rebuild);
      FaultPoint.pass(context.step(), "after-commit");
      Counts counts = new Counts(read.rows() + refusedFiles, written, 0, 0, 0, quarantined, 0, 0);
      conservation.check(counts);
      return StepOutcome.done(
          counts, detail(files, replaced, records), checks(tally, refusedFiles + broken));
    } finally {
      kept.unpersist();
    }
  }

  private Records records(List<LandedFile> files) {
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
                return new ParquetRecords(source, context).read(files);
              }
            });
  }

  private String place() {
    return "Source '" + source.name() + "' (" + source.at() + ")";
  }

  private void refuse(Map<String, String> refused) {
    if (refused.isEmpty() || source.onBadFile() == OnBadFile.QUARANTINE) {
      return;
    }
    String all =
        refused.entrySet().stream()
            .limit(5)
            .map(e -> "'" + e.getKey() + "': " + e.getValue())
            .collect(Collectors.joining("; "));
    throw BronzeErrors.filesBreakTheContract(place(), all, refused);
  }

  private static Row tally(Dataset<Row> rows) {
    return rows.agg(
            count_if(not(FileRows.isEnd())),
            count_if(col(FileRows.MALFORMED).isNotNull()),
            count_if(col(FileRows.REJECTED).isNotNull()),
            count_if(col(FileRows.BROKEN_FILE).isNotNull()),
            max(col(FileRows.BROKEN_FILE)),
            max(col(FileRows.REJECTED)),
            count_if(not(FileRows.isEnd()).and(isGood())),
            coalesce(sum(col(FileRows.END)), lit(0L)),
            count(col(FileRows.END)))
        .head();
  }

  private static Column isGood() {
    return col(FileRows.MALFORMED).isNull().and(col(FileRows.BROKEN_FILE).isNull());
  }

  private static List<CheckResult> checks(Row tally, long badFiles) {
    List<CheckResult> checks = new ArrayList<>();
    long rows = tally.getLong(0);
    if (tally.getLong(1) > 0) {
      checks.add(new CheckResult(MALFORMED_RULE, "quarantine", tally.getLong(1), rows));
    }
    if (badFiles > 0) {
      checks.add(new CheckResult(BAD_FILE_RULE, "quarantine", badFiles, rows));
    }
    if (tally.getLong(2) > 0) {
      checks.add(new CheckResult(BAD_VALUE_RULE, "rescue", tally.getLong(2), rows));
    }
    return checks;
  }

  private long quarantine(
      Dataset<Row> rows,
      Map<String, String> refused,
      long count,
      boolean all,
      List<String> replaced) {
    Dataset<Row> bad =
        rows.where(col(FileRows.MALFORMED).isNotNull().or(col(FileRows.BROKEN_FILE).isNotNull()))
            .select(
                array(
                        when(col(FileRows.MALFORMED).isNotNull(), lit(MALFORMED_RULE))
                            .otherwise(lit(BAD_FILE_RULE)))
                    .as("_rules"),
                coalesce(col(FileRows.MALFORMED), col(FileRows.BROKEN_FILE)).as("_reason"),
                col(BronzeColumns.SOURCE_FILE).as("_source_file"),
                col(BronzeColumns.LINE).as("_line"),
                lit(context.runId()).as("_source_run_id"),
                col(FileRows.RAW).as("_row"));
    if (!refused.isEmpty()) {
      bad = bad.union(RefusedFiles.rows(lake.spark(), refused, context.runId()));
    }
    return new Quarantine(context, source.bronze()).write(bad, count, all, replaced);
  }

  private long commit(
      Dataset<Row> rows, BronzeColumns columns, List<String> replaced, boolean rebuild) {
    Dataset<Row> stored =
        rows.where(isGood())
            .drop(
                FileRows.MALFORMED,
                FileRows.RAW,
                FileRows.BROKEN_FILE,
                FileRows.REJECTED,
                FileRows.END)
            .withColumn(BronzeColumns.INGESTED_AT, lit(Timestamp.from(context.startedAt())))
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
