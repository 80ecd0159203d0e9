package io.penstock.io.unpack;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what really comes out of an archive, from all threads, and stops a bomb. */
final class Budget {
  private final Archive archive;
  private final long archiveSize;
  private final UnpackLimits limits;
  private final AtomicLong out = new AtomicLong();

  Budget(Archive archive, long archiveSize, UnpackLimits limits) {
    this.archive = archive;
    this.archiveSize = archiveSize;
    this.limits = limits;
  }

  /** Called before so many more bytes of the entry are written. */
  void spend(Entry entry, long bytes) {
    long total = out.addAndGet(bytes);
    if (total > limits.maxUnpackedBytes()) {
      throw UnpackErrors.tooLarge(archive, entry.path(), limits.maxUnpackedBytes());
    }
    // Divided, because the product of two honest numbers may not fit into a long.
    if (total > limits.ratioFrom() && total / limits.maxRatio() > archiveSize) {
      throw UnpackErrors.bomb(archive, entry.path(), total, archiveSize, limits.maxRatio());
    }
  }

  /** An entry failed and may be tried again, so it must not count twice. */
  void refund(long bytes) {
    out.addAndGet(-bytes);
  }
}
