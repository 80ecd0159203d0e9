/**
 * The lake: its Spark session, the names of its tables, and Delta reads and writes that carry a
 * step's progress in their own commit.
 *
 * <p>Imports {@code spec} and {@code sql}.
 */
package io.penstock.lake;
