package io.penstock.ops;

/** Where a step says how far it is; may be called from any thread, often. */
public interface ProgressListener {
  ProgressListener SILENT = (done, total, unit) -> {};

  /**
   * @param total how much there is in all; negative when nobody knows
   * @param unit {@code bytes}, {@code files}, {@code rows}
   */
  void at(long done, long total, String unit);
}
