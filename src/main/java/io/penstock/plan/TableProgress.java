package io.penstock.plan;

import io.penstock.spec.TableName;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was observed of a table and of the step that writes it.
 *
 * @param version the newest version of the table, which is the one to read
 * @param changedAt the newest version whose rows are not those of the version before; what came
 *     after it is upkeep, and whoever has read since has read everything
 * @param changedBefore the newest such version before that one; negative if it is not known
 * @param generation which making of the table this is
 * @param definition the digest of what computed its rows
 * @param batch how often the step has committed
 * @param inputs how far the step has read each input
 * @param notes what else the step noted for its next time
 * @param standing whether the rows are still those that the step left
 */
public record TableProgress(
    long version,
    long changedAt,
    long changedBefore,
    String generation,
    String definition,
    long batch,
    Map<TableName, ReadUpTo> inputs,
    Map<String, String> notes,
    Standing standing) {

  /**
   * A version of one making of a table.
   *
   * @param batch the commit of its step that had come last; negative if it was not noted
   */
  public record ReadUpTo(String generation, long version, long batch) {
    public ReadUpTo(String generation, long version) {
      this(generation, version, -1);
    }
  }

  /**
   * Whether a table is as its step left it.
   *
   * @param why part of a sentence; empty for one that is as it was left
   */
  public record Standing(Kind kind, String why) {
    public static final Standing AS_LEFT = new Standing(Kind.AS_LEFT, "");
  }

  /** The ways of standing. */
  public enum Kind {
    AS_LEFT,
    /** Somebody else has changed rows, or may have. */
    ALTERED,
    /** Nothing says any more how far the step had come; of the rest only the batch is known. */
    LOST
  }

  public TableProgress {
    inputs = new TreeMap<>(inputs);
    notes = Map.copyOf(notes);
  }

  public boolean asLeft() {
    return standing.kind() == Kind.AS_LEFT;
  }

  public boolean altered() {
    return standing.kind() == Kind.ALTERED;
  }

  public boolean lost() {
    return standing.kind() == Kind.LOST;
  }

  /** The version from which somebody who has read this one must look for changes. */
  public long firstUnread(long read) {
    return changedBefore >= 0 && read >= changedBefore && read < changedAt ? changedAt : read + 1;
  }

  /** Whether who has read this version of this making has read all there is. */
  public boolean wasReadBy(ReadUpTo read) {
    return generation.equals(read.generation())
        && read.version() >= changedAt
        && read.version() <= version;
  }
}
