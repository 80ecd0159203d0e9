package io.penstock.bronze;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of some files.
 *
 * @param rows as {@link FileRows#schema} has them
 * @param columns the columns that the table has with these files
 * @param refused why a file as a whole was not read, by path
 * @param added the columns that these files add
 * @param files how many files are read
 * @param counter says how many records they have
 */
record Records(
    Dataset<Row> rows,
    BronzeColumns columns,
    Map<String, String> refused,
    List<String> added,
    long files,
    Counter counter) {

  /** How many files were read to their end, and how many rows they had. */
  record Read(long files, long rows) {}

  /** Where records are counted. */
  interface Counter {
    /**
     * @param rows what the ends of files say, in all
     * @param ends how many ends there were
     */
    Read read(long rows, long ends);
  }

  Read read(long rows, long ends) {
    return counter.read(rows, ends);
  }
}
