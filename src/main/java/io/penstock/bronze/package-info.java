/**
 * From landed files to the bronze table: every record as it was read, typed where it fits, kept and
 * explained where it does not. Imports {@code quality}, {@code ops}, {@code lake}, {@code plan} and
 * {@code spec}.
 */
package io.penstock.bronze;
