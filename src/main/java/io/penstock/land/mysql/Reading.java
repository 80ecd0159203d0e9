package io.penstock.land.mysql;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What those share who read one table.
 *
 * @param progress is told how many rows have been read
 * @param done how many have been
 * @param failed whether one of them has, so that the others may stop
 */
record Reading(
    Snapshot snapshot,
    NewFiles files,
    LongConsumer progress,
    AtomicLong done,
    AtomicBoolean failed) {
  Reading(Snapshot snapshot, NewFiles files, LongConsumer progress) {
    this(snapshot, files, progress, new AtomicLong(), new AtomicBoolean());
  }
}
