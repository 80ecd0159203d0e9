/**
 * Tables of a MySQL database as files: one snapshot, ranges of keys side by side, exact types. Runs
 * where the connections are, without Spark.
 *
 * <p>Imports {@code io}, {@code io.mysql} and {@code spec}.
 */
package io.penstock.land.mysql;
