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

  private Redaction() {}

  /** A URL without user, password and the values of its query. */
  public static String url(String url) {
    return QUERY.matcher(USER_INFO.matcher(url).replaceAll("")).replaceAll("$1=…");
  }

  /** Any text: user info of URLs, and what follows {@code password=} and its like. */
  public static String text(String text) {
    return PASSWORD.matcher(USER_INFO.matcher(text).replaceAll("")).replaceAll("$1$2…");
  }
}
