package io.penstock.spec;

import java.util.regex.Pattern;

/** Takes out of a text what nobody but the server may read. */
public final class Redaction {
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=://)(?:[^/?#\\s]*@|[^/?#:@\\s]*:(?![0-9]+/)[^?#@\\s]*@)");
  private static final Pattern QUERY = Pattern.compile("(?<=[?&;])([^=&;\\s]+)=[^&;\\s'\"]*");
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?i)(password|passwd|pwd|secret|token)(\\s*[=:]\\s*)(?!(?:YES|NO)\\b)[^\\s,;&'\"]+");

  /** How far causes are followed; they may go round in a circle. */
  private static final int DEEPEST = 20;

  private Redaction() {}

  /** A URL without user, password and the values of its query. */
  public static String url(String url) {
    return QUERY.matcher(USER_INFO.matcher(url).replaceAll("")).replaceAll("$1=…");
  }

  /** Any text: user info of URLs, and what follows {@code password=} and its like. */
  public static String text(String text) {
    return PASSWORD.matcher(USER_INFO.matcher(text).replaceAll("")).replaceAll("$1$2…");
  }

  /** The same failure for a log: where it came from, and its words as {@link #text} has them. */
  public static Throwable failure(Throwable failure) {
    return new Redacted(failure, DEEPEST);
  }

  private static final class Redacted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Redacted(Throwable failure, int depth) {
      super(
          failure.getMessage() == null
              ? failure.getClass().getName()
              : failure.getClass().getName() + ": " + text(failure.getMessage()),
          failure.getCause() == null || depth == 0
              ? null
              : new Redacted(failure.getCause(), depth - 1));
      setStackTrace(failure.getStackTrace());
      if (depth > 0) {
        for (Throwable other : failure.getSuppressed()) {
          addSuppressed(new Redacted(other, depth - 1));
        }
      }
    }

    @Override
    public String toString() {
      return getMessage();
    }
  }
}
