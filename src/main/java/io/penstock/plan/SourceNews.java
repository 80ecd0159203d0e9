package io.penstock.plan;

/**
 * What a source has that has not landed, as far as it can be told without loading it.
 *
 * @param what part of a sentence, such as {@code 2 new files}
 */
public record SourceNews(Kind kind, String what) {
  /** Nobody has asked, or the source does not say. */
  public static final SourceNews UNKNOWN = new SourceNews(Kind.UNKNOWN, "");

  /** Whether there is something to land. */
  public enum Kind {
    NONE,
    SOME,
    UNKNOWN
  }

  public static SourceNews none(String what) {
    return new SourceNews(Kind.NONE, what);
  }

  public static SourceNews some(String what) {
    return new SourceNews(Kind.SOME, what);
  }
}
