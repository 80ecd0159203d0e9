package io.penstock.drift;

import java.util.List;
import java.util.Locale;

/**
 * One thing in which a source is no longer as it was.
 *
 * @param source the table of bronze that it is of, or would be
 * @param column empty where it is of the table as a whole
 * @param was what it was: a type, or the name of a column; empty if it was not there
 * @param now what it is; empty if it is gone
 * @param forbidden whether the source's contract refuses to load it so
 * @param downstream what is made of it, down to the targets
 */
public record Drift(
    String source,
    Kind kind,
    String column,
    String was,
    String now,
    boolean forbidden,
    List<String> downstream) {
  public Drift {
    downstream = List.copyOf(downstream);
  }

  /** What may have happened. */
  public enum Kind {
    COLUMN_ADDED,
    COLUMN_GONE,
    /** A guess: one is gone and one of its type is new. */
    COLUMN_RENAMED,
    TYPE_CHANGED,
    TABLE_ADDED,
    TABLE_GONE;

    /** As in the documents of a program. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Drift with(boolean isForbidden, List<String> touched) {
    return new Drift(source, kind, column, was, now, isForbidden, touched);
  }

  /** It, in a few words. */
  public String sentence() {
    return switch (kind) {
      case COLUMN_ADDED -> "column " + column + " is new (" + now + ")";
      case COLUMN_GONE -> "column " + column + " is gone (" + was + ")";
      case COLUMN_RENAMED -> "column " + was + " may be called " + now + " now (a guess)";
      case TYPE_CHANGED -> "column " + column + " was " + was + " and is " + now;
      case TABLE_ADDED -> "table " + now + " is new, and no source names it";
      case TABLE_GONE -> "table " + was + " is gone, or may not be read";
    };
  }
}
