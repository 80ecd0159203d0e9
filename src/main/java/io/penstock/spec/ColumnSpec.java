package io.penstock.spec;

import java.util.Objects;
import java.util.Optional;

/**
 * One declared column of a source.
 *
 * @param name its name in the bronze table
 * @param type a Spark SQL type, such as {@code decimal(18,2)}
 * @param from its name in the file, when that differs
 * @param pattern how a date, timestamp is written, in {@code java.time} letters
 */
public record ColumnSpec(
    String name, String type, Optional<String> from, Optional<String> pattern) {
  /** A source has no more: plans over more columns take Spark minutes, and then its memory. */
  public static final int MOST = 10_000;

  public ColumnSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** The name that the file is expected to use. */
  public String fileName() {
    return from.orElse(name);
  }
}
