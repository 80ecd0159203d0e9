/**
 * Looks at everything that a pipeline needs of the place where it is to run, before its first run:
 * one line for each thing, with what to do. Imports {@code run} and what {@code run} may import.
 */
package io.penstock.doctor;
