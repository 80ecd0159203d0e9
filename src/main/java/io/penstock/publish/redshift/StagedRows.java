package io.penstock.publish.redshift;

import java.util.Optional;

/**
 * What was written.
 *
 * @param manifest the address of the list of files
 * @param rowHash the sum of the hashes of all rows but those that are to be deleted
 * @param nullText what stands for NULL in CSV; empty for Parquet
 */
record StagedRows(String manifest, long rows, long rowHash, Optional<String> nullText) {}
