/**
 * Loads of database tables to the log of changes that their bronze tables are.
 *
 * <p>Imports {@code format.bind}, {@code lake}, {@code ops}, {@code plan}, {@code quality}, {@code
 * spec} and {@code sql}.
 */
package io.penstock.bronze.changes;
