package io.penstock.ops;

import io.penstock.spec.Redaction;

/**
 * One thing that was looked at before anybody relies on it.
 *
 * @param subject what was looked at, such as {@code schema main.gold}
 * @param found what was found, without a full stop
 * @param advice what to do; empty when there is nothing to do
 */
public record Finding(Level level, String subject, String found, String advice) {
  /** How it is. */
  public enum Level {
    OK,
    WARN,
    FAIL
  }

  public Finding {
    found = Redaction.text(found).replaceAll("[.\\s]+$", "");
  }

  public static Finding ok(String subject, String found) {
    return new Finding(Level.OK, subject, found, "");
  }

  public static Finding warn(String subject, String found, String advice) {
    return new Finding(Level.WARN, subject, found, advice);
  }

  public static Finding fail(String subject, String found, String advice) {
    return new Finding(Level.FAIL, subject, found, advice);
  }

  /** Its line. */
  @Override
  public String toString() {
    String word = level == Level.OK ? "ok" : level.name();
    return String.format("%-5s %-34s %s", word, subject, found)
        + (advice.isEmpty() ? "" : ". " + advice);
  }
}
