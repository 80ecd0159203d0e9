/**
 * From landed files to the bronze table: every record as it was read, typed where it fits, kept and
 * explained where it does not.
 *
 * <p>Imports {@code format}, {@code format.bind}, {@code format.file}, {@code format.infer}, {@code
 * format.value}, {@code lake}, {@code ops}, {@code plan}, {@code quality}, {@code spec} and {@code
 * sql}.
 */
package io.penstock.bronze;
