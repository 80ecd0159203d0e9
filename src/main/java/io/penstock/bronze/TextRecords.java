package io.penstock.bronze;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.file.RecordReaders;
import io.penstock.ops.LandedFile;
import io.penstock.ops.StepContext;
import io.penstock.plan.TableProgress;
import io.penstock.spec.SourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The records of delimited and JSON files. */
final class TextRecords {
  private final SourceSpec source;
  private final StepContext context;
  private final SparkSession spark;

  TextRecords(SourceSpec source, StepContext context) {
    this.source = source;
    this.context = context;
    this.spark = context.lake().spark();
  }

  Records read(List<LandedFile> files) {
    BronzeColumns columns = columns(files);
    FileOpener opener = opener();
    int most = Math.max(2, spark.sparkContext().defaultParallelism() * 2);
    List<ArrayList<LandedFile>> groups = FileGroups.of(files, most);
    List<FileHeader> headers =
        HeaderScan.of(spark, groups, opener, ColumnBinding.expectedWidth(columns.data()));
    ContractCheck.Result checked = new ContractCheck(source, columns).check(headers);
    List<LandedFile> readable =
        files.stream().filter(file -> checked.byPath().containsKey(file.path())).toList();
    FileRows rows =
        new FileRows(
            opener,
            FileGroups.of(readable, most),
            checked.byPath(),
            checked.columns().data().size());
    return new Records(
        rows.rows(spark, checked.columns()),
        checked.columns(),
        checked.refused(),
        checked.added(),
        readable.size(),
        (records, ends) -> new Records.Read(ends, records));
  }

  private FileOpener opener() {
    return new FileOpener(context.lake().storage(), new RecordReaders(source.format()));
  }

  /** What is pinned stays; what is declared comes next; nothing else is left but to infer. */
  private BronzeColumns columns(List<LandedFile> files) {
    boolean sameDefinition =
        context.own().filter(own -> context.definition().matches(own.definition())).isPresent();
    if (sameDefinition) {
      return BronzeColumns.pinned(context.own().map(TableProgress::notes).orElse(Map.of()))
          .orElseGet(() -> declared(files));
    }
    return declared(files);
  }

  private BronzeColumns declared(List<LandedFile> files) {
    return source
        .contract()
        .columns()
        .map(BronzeColumns::new)
        .orElseGet(
            () ->
                files.isEmpty()
                    ? new BronzeColumns(List.of())
                    : new Inference(source, opener()).infer(files));
  }
}
