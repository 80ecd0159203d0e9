package io.penstock.publish.rows;

import org.apache.spark.sql.Column;

/**
 * Values of a column that a target's type would refuse or, worse, quietly change: as a test in
 * Spark.
 *
 * @param test true for a value that does not fit
 * @param why what the type can hold
 */
public record ColumnConstraint(String column, Column test, String why) {}
