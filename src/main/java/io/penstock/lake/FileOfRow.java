package io.penstock.lake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.url_decode;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** From which file a row comes that one of Spark's own readers has read. */
public final class FileOfRow {
  private FileOfRow() {}

  /** The path as {@link StoragePath} has it: Spark says it as an encoded address. */
  public static Column path(Platform platform) {
    // To a decoder of forms a plus is a space; in an address it is a plus.
    Column decoded =
        url_decode(replace(functions.expr("_metadata.file_path"), lit("+"), lit("%2B")));
    Column local = regexp_replace(decoded, lit("^file:/{2,}"), lit("file:/"));
    Column mounted =
        regexp_replace(local, lit("^(?:dbfs|file):/{0,2}(/(?:Volumes|Workspace)/.*)$"), lit("$1"));
    String s3 = platform == Platform.DATABRICKS ? "s3://" : "s3a://";
    return regexp_replace(mounted, lit("^s3[an]?://"), lit(s3));
  }
}
