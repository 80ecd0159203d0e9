package io.penstock.publish.glue;

/** The classes by which Hive, and who has learned of it, would read files. */
enum StorageFormat {
  /** A reader of Delta's log does not look at these. */
  DELTA(
      "org.apache.hadoop.mapred.SequenceFileInputFormat",
      "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
      "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"),
  PARQUET(
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
      "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");

  final String input;
  final String output;
  final String rows;

  StorageFormat(String input, String output, String rows) {
    this.input = input;
    this.output = output;
    this.rows = rows;
  }
}
