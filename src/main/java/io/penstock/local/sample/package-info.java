/**
 * Writes the sales records that the sample pipeline reads, with defects that are planted and
 * counted, so that a run can be held against the truth. May import {@code io.penstock.spec} alone.
 */
package io.penstock.local.sample;
