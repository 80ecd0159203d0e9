/**
 * Reads a pipeline folder into spec records: one reader a kind of file, all problems collected.
 *
 * <p>Imports {@code spec} and {@code spec.yaml}.
 */
package io.penstock.spec.read;
