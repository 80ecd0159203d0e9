package io.penstock.lake;

import java.util.Optional;

/**
 * What is known of a table that a step of Penstock made, without reading its rows. (A table that is
 * not there has no state, and one that is not Penstock's is refused.)
 *
 * @param version its newest version
 * @param changedAt the newest version whose rows are not those of the version before: upkeep only
 *     moves rows
 * @param last the newest commit that a step made
 * @param at the version that this commit made
 * @param standing whether the rows are still those that the step left
 */
public record TableState(
    long version, long changedAt, StepCommit last, long at, Standing standing) {

  /**
   * The newest version before {@link #changedAt} whose commit changed rows; negative if that is not
   * known.
   */
  public long changedBefore() {
    boolean itsOwn = changedAt == at && last.changedBefore() != null;
    return itsOwn ? last.changedBefore() : -1;
  }

  /**
   * @param why part of a sentence, such as {@code DELETE in version 12}; empty for {@link
   *     Kind#KNOWN}
   */
  public record Standing(Kind kind, String why) {
    static final Standing AS_LEFT = new Standing(Kind.KNOWN, "");

    /** Whether it was the step itself that found its rows not to be relied on. */
    public boolean doubted() {
      return why.startsWith(StepCommit.DOUBTED);
    }
  }

  /** How much is known. */
  public enum Kind {
    /** How far the step had come; nobody has changed a row since. */
    KNOWN,
    /** The same, but somebody has changed rows since, or may have. */
    ALTERED,
    /** A step made it, and nothing says any more how far it had come. */
    LOST
  }

  /** Of a lost table only the number of its last batch is right, or higher than it. */
  static TableState lost(long version, String step, long batch, String why) {
    return new TableState(
        version, version, StepCommit.unknown(step, batch), version, new Standing(Kind.LOST, why));
  }

  /** What is worth keeping of it beside the log; empty if nothing is known. */
  Optional<KeptProgress> kept(TableContent content) {
    return switch (standing.kind()) {
      case KNOWN -> Optional.of(new KeptProgress(last, at, changedAt, version, content));
        // What has changed since must be found again, for as long as nobody has put it right.
      case ALTERED -> Optional.of(new KeptProgress(last, at, Math.min(at, changedAt), at, null));
      case LOST -> Optional.empty();
    };
  }
}
