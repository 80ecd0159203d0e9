/**
 * Reads a pipeline folder into spec records: one reader a kind of file, all problems collected.
 * Imports {@code io.penstock.spec} and its YAML tree only.
 */
package io.penstock.spec.read;
