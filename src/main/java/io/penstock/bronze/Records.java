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
 */
record Records(
    Dataset<Row> rows, BronzeColumns columns, Map<String, String> refused, List<String> added) {}
