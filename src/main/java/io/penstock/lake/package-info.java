/**
 * The lake: its Spark session, the names of its tables, and Delta reads and writes that carry a
 * step's progress in their own commit. Imports {@code sql} and {@code spec}.
 */
package io.penstock.lake;
