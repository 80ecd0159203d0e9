/**
 * The command line: one class a command, each thin.
 *
 * <p>Imports {@code bi}, {@code databricks}, {@code discover}, {@code doctor}, {@code drift},
 * {@code io.mysql}, {@code lake}, {@code land.mysql}, {@code local}, {@code local.sample}, {@code
 * notebook}, {@code ops}, {@code page}, {@code plan}, {@code publish}, {@code run}, {@code spec}
 * and {@code spec.read}.
 */
package io.penstock.cli;
