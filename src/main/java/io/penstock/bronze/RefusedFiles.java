package io.penstock.bronze;

import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnBadFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Files that were not read at all, as rows of the quarantine. */
final class RefusedFiles {
  /** What the quarantine is given of each row. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "_rules ARRAY<STRING>, _reason STRING, _source_file STRING, _line BIGINT, _source_run_id"
              + " STRING, _row STRING");

  private RefusedFiles() {}

  /**
   * @throws io.penstock.spec.RefusedException if there are some and the source does not say that
   *     such files are to be left out
   */
  static void requireNone(SourceSpec source, Map<String, String> refused) {
    if (refused.isEmpty() || source.onBadFile() == OnBadFile.QUARANTINE) {
      return;
    }
    String all =
        refused.entrySet().stream()
            .limit(5)
            .map(e -> "'" + e.getKey() + "': " + e.getValue())
            .collect(Collectors.joining("; "));
    throw BronzeErrors.filesBreakTheContract(
        "Source '" + source.name() + "' (" + source.at() + ")", all, refused);
  }

  static Dataset<Row> rows(SparkSession spark, Map<String, String> refused, String runId) {
    List<Row> rows = new ArrayList<>();
    refused.forEach(
        (path, reason) ->
            rows.add(
                RowFactory.create(
                    new String[] {BronzeStep.BAD_FILE_RULE}, reason, path, null, runId, null)));
    return spark.createDataFrame(rows, SCHEMA);
  }
}
