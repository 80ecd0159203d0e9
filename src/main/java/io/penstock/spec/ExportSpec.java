package io.penstock.spec;

import java.util.Optional;

/**
 * How files of an export are written.
 *
 * @param header whether a CSV file begins with the names of the columns
 * @param compression that of the type unless given: none of CSV, snappy of Parquet
 * @param keep how many versions stay
 */
public record ExportSpec(Type type, boolean header, Optional<Compression> compression, int keep) {

  /** What exported files are. */
  public enum Type {
    CSV,
    PARQUET
  }

  /** How exported files are packed. */
  public enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    ZSTD
  }
}
