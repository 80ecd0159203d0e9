package io.penstock.publish.files;

/** What was written: how many rows, and the sum of their hashes. */
record ExportedRows(long rows, long rowHash) {}
