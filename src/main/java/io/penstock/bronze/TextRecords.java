package io.penstock.bronze;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.file.RecordReaders;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepContext;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SourceSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** The records of delimited and JSON files. */
final class TextRecords {
  /** Enough of them that a slow task holds nobody up for long. */
  private static final int PER_CORE = 2;

  private final SourceSpec source;
  private final StepContext context;
  private final SparkSession spark;
  private final PartitionColumns partitions;

  TextRecords(SourceSpec source, StepContext context) {
    this.source = source;
    this.context = context;
    this.spark = context.lake().spark();
    this.partitions = new PartitionColumns(source);
  }

  Records read(List<LandedFile> files) {
    BronzeColumns columns = partitions.with(columns(files), files);
    List<ColumnSpec> ofRecords = partitions.ofRecords(columns);
    FileOpener opener = opener();
    ContractCheck contract = new ContractCheck(source, columns);
    List<FileHeader> headers =
        HeaderScan.of(
            spark,
            Tasks.of(spark, files, LandedFile::size, PER_CORE),
            opener,
            ColumnBinding.expectedWidth(ofRecords));
    Survey survey = new Survey(spark, opener);
    if (source.format().namesColumnsInRecords()) {
      // What they name is known when they were read; until then no column is a new one.
      FileColumns first =
          FileColumns.of(source, ColumnBinding.byKey(ofRecords, List.of()), columns);
      Map<String, FileSurvey> surveyed = survey.of(slices(headers, header -> first));
      ContractCheck.Result checked = contract.check(named(headers, surveyed));
      RefusedFiles.requireNone(source, checked.refused());
      surveyed.keySet().retainAll(checked.bindings().keySet());
      return records(opener, surveyed, checked, columns(checked));
    }
    ContractCheck.Result checked = contract.check(headers);
    RefusedFiles.requireNone(source, checked.refused());
    Map<String, FileColumns> all = columns(checked);
    Map<String, FileSurvey> surveyed =
        survey.of(slices(headers, header -> all.get(header.file().path())));
    return records(opener, surveyed, checked, all);
  }

  private Map<String, FileColumns> columns(ContractCheck.Result checked) {
    // Thousands of files have a handful of headers: what is made of one is made once.
    Map<ColumnBinding, FileColumns> made = new IdentityHashMap<>();
    Map<String, FileColumns> byPath = new LinkedHashMap<>();
    checked
        .bindings()
        .forEach(
            (path, binding) ->
                byPath.put(
                    path,
                    made.computeIfAbsent(
                        binding, one -> FileColumns.of(source, one, checked.columns()))));
    return byPath;
  }

  private Records records(
      FileOpener opener,
      Map<String, FileSurvey> surveyed,
      ContractCheck.Result checked,
      Map<String, FileColumns> columns) {
    Tally tally = new Tally();
    List<Slice> all = new ArrayList<>();
    List<Slice> bad = new ArrayList<>();
    surveyed.forEach(
        (path, file) -> {
          tally.add(file.tally());
          file.slices().forEach(slice -> all.add(slice.with(columns.get(path))));
          bad.addAll(file.bad());
        });
    return new Records(
        tally,
        FileRows.of(spark, checked.columns(), tasks(all), opener),
        () -> BadRecords.of(spark, tasks(bad), opener, context.runId()),
        checked.columns(),
        checked.refused(),
        checked.added());
  }

  private List<ArrayList<Slice>> tasks(List<Slice> slices) {
    return Tasks.of(spark, slices, Slice::bytes, PER_CORE);
  }

  private Map<String, List<Slice>> slices(
      List<FileHeader> headers, Function<FileHeader, FileColumns> columnsOf) {
    long bytes = Tasks.sliceBytes(spark, headers.stream().mapToLong(h -> h.file().size()).sum());
    Map<String, List<Slice>> slices = new LinkedHashMap<>();
    for (FileHeader header : headers) {
      FileColumns columns = header.problem().isEmpty() ? columnsOf.apply(header) : null;
      if (columns != null) {
        // Of a file whose width nobody knows, each part would take that of its own first record.
        boolean known = !source.format().namesColumnsByPosition() || columns.width() > 0;
        slices.put(
            header.file().path(), Slices.of(header, columns, known ? bytes : Long.MAX_VALUE));
      }
    }
    return slices;
  }

  /** What a survey has found of the columns that records name. */
  private static List<FileHeader> named(
      List<FileHeader> headers, Map<String, FileSurvey> surveyed) {
    return headers.stream()
        .map(
            header -> {
              FileSurvey file = surveyed.get(header.file().path());
              return file == null
                  ? header
                  : header.withNames(file.keys(), file.tally().records() > 0);
            })
        .toList();
  }

  private FileOpener opener() {
    return new FileOpener(context.lake().storage(), new RecordReaders(source.format()));
  }

  private BronzeColumns columns(List<LandedFile> files) {
    return KnownColumns.of(source, context)
        .orElseGet(
            () ->
                files.isEmpty()
                    ? new BronzeColumns(List.of())
                    : new Inference(source, opener()).infer(files));
  }
}
