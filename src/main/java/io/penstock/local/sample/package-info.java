/**
 * Writes the sales records that the sample pipeline reads, with defects that are planted and
 * counted, so that a run can be held against the truth.
 *
 * <p>Imports {@code io} and {@code spec}.
 */
package io.penstock.local.sample;
