package io.penstock.lake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What tells the rows of one version of a table from those of another, as far as its log tells
 * without reading a row: a name of a file is never given twice.
 *
 * @param files a digest of the names of the files
 * @param rows how many rows there are, which a file alone does not say when some of it are deleted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TableContent(@JsonProperty("files") String files, @JsonProperty("rows") long rows) {

  static TableContent of(Dataset<Row> version) {
    String names = Arrays.stream(version.inputFiles()).sorted().collect(Collectors.joining("\n"));
    return new TableContent(
        UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)).toString(), version.count());
  }

  /**
   * Whether the rows are the same.
   *
   * @param grows whether a step only ever adds to the table, so that their number tells
   */
  boolean isSame(TableContent other, boolean grows) {
    return rows == other.rows && (grows || files.equals(other.files));
  }
}
