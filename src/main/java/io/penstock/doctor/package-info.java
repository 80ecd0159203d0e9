/**
 * Looks at everything that a pipeline needs of the place where it is to run, before its first run:
 * one line for each thing, with what to do.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code run} and {@code spec}.
 */
package io.penstock.doctor;
