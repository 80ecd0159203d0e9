package io.penstock.lake;

/**
 * What is known of a table without reading its rows.
 *
 * @param version its newest version
 * @param last the newest commit that a step of Penstock made
 * @param untouched whether that commit made the newest version
 * @param altered whether somebody else has changed rows since that commit, or may have
 */
public record TableState(long version, StepCommit last, boolean untouched, boolean altered) {}
