package io.penstock.bronze;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Files that were not read at all, as rows of the quarantine. */
final class RefusedFiles {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "_rules ARRAY<STRING>, _reason STRING, _source_file STRING, _line BIGINT, _source_run_id"
              + " STRING, _row STRING");

  private RefusedFiles() {}

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
