package io.penstock.bronze;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A reason, and how many records have it.
 *
 * @param line of the first of them
 * @param raw the text of the first of them, if it could not be a row
 */
record UsualReason(String reason, long count, String path, long line, String raw)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Comparator<UsualReason> FIRST =
      Comparator.comparing(UsualReason::path).thenComparing(UsualReason::line);
  static final Comparator<UsualReason> MOST =
      Comparator.comparing(UsualReason::count).thenComparing(FIRST.reversed());

  UsualReason and(UsualReason other) {
    UsualReason first = FIRST.compare(this, other) <= 0 ? this : other;
    return new UsualReason(reason, count + other.count, first.path, first.line, first.raw);
  }
}
