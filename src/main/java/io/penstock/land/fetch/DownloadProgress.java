package io.penstock.land.fetch;

/** Hears how far a download is; called from the downloading thread for every few kilobytes. */
@FunctionalInterface
public interface DownloadProgress {
  /** Nobody listens. */
  DownloadProgress SILENT = (bytesSoFar, totalOrMinusOne) -> {};

  /** {@code bytesSoFar} falls back when a download has to start over. */
  void at(long bytesSoFar, long totalOrMinusOne);
}
