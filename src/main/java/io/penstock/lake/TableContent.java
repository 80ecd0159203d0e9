package io.penstock.lake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What tells the rows of one version of a table from those of another, as far as its log tells
 * without reading a row: a name of a file is never given twice.
 *
 * @param files the sum of a digest of each file's name, to which a commit adds and from which it
 *     takes; null if nobody knows it
 * @param rows how many rows there are, which a file alone does not say when some of it are deleted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TableContent(@JsonProperty("files") Long files, @JsonProperty("rows") long rows) {

  /** Of a whole version; asked for only where it has not been kept. */
  static TableContent of(Dataset<Row> version) {
    long files = Arrays.stream(version.inputFiles()).mapToLong(TableContent::digest).sum();
    return new TableContent(files, version.count());
  }

  /**
   * A file's share of the sum.
   *
   * @param path as the log or Spark names it: what stands last in it is the same
   */
  static long digest(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
  }

  /**
   * Whether the rows are the same.
   *
   * @param grows whether a step only ever adds to the table, so that their number tells
   */
  boolean isSame(TableContent other, boolean grows) {
    return rows == other.rows && (grows || files != null && files.equals(other.files));
  }
}
