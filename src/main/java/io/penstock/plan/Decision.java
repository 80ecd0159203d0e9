package io.penstock.plan;

/**
 * What a step will do and why.
 *
 * @param reason part of a sentence, such as {@code bronze.sales has versions 4 to 5}
 */
public record Decision(Action action, String reason) {

  /** What a step does. */
  public enum Action {
    /** Nothing: its output is up to date. */
    SKIP,
    /** It takes what is new. */
    UPDATE,
    /** It computes everything anew. */
    REBUILD,
    /** It looks whether there is something to do. */
    LOOK
  }

  static Decision skip(String reason) {
    return new Decision(Action.SKIP, reason);
  }

  static Decision update(String reason) {
    return new Decision(Action.UPDATE, reason);
  }

  static Decision rebuild(String reason) {
    return new Decision(Action.REBUILD, reason);
  }

  static Decision look(String reason) {
    return new Decision(Action.LOOK, reason);
  }

  public boolean skips() {
    return action == Action.SKIP;
  }

  /** Whether it is known that there is something to do. */
  public boolean works() {
    return action == Action.UPDATE || action == Action.REBUILD;
  }
}
