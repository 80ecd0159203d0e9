package io.penstock.io.unpack;

/**
 * What an archive may become. An archive is a bomb when more comes out than {@code
 * maxUnpackedBytes}, or more than {@code maxRatio} times its own size once {@code ratioFrom} bytes
 * are out: honest tables of zeros reach such ratios too, but stay small.
 */
public record UnpackLimits(long maxUnpackedBytes, long maxEntries, long maxRatio, long ratioFrom) {
  private static final long GIB = 1L << 30;

  public UnpackLimits {
    if (maxUnpackedBytes < 0 || maxEntries < 1 || maxRatio < 1 || ratioFrom < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** One tebibyte, a million entries, and 200 times the archive once it is more than a gibibyte. */
  public static UnpackLimits standard() {
    return new UnpackLimits(1024 * GIB, 1_000_000, 200, GIB);
  }

  public UnpackLimits withMaxUnpackedBytes(long value) {
    return new UnpackLimits(value, maxEntries, maxRatio, ratioFrom);
  }
}
