package io.penstock.bronze;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of some files, which were counted and are still to be loaded.
 *
 * @param tally what was counted
 * @param good the rows of the table, but for what the run adds to each
 * @param bad the rows of the quarantine, made when there are some
 * @param columns the columns that the table has with these files
 * @param refused why a file as a whole was not read, by path
 * @param added the columns that these files add
 */
record Records(
    Tally tally,
    Dataset<Row> good,
    Supplier<Dataset<Row>> bad,
    BronzeColumns columns,
    Map<String, String> refused,
    List<String> added) {}
