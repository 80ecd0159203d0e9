package io.penstock.spec;

import java.util.Optional;

/**
 * A rule that states what is valid.
 *
 * @param that a boolean SQL expression over the model's columns
 * @param otherwise what becomes of a row that breaks it
 * @param failAbove how many violations stop the run, whatever becomes of the rows
 * @param onNull whether an expression that is NULL breaks the rule
 */
public record Expectation(
    String name,
    String that,
    Action otherwise,
    Optional<Limit> failAbove,
    OnNull onNull,
    Origin at) {

  /** What becomes of a row that breaks a rule. */
  public enum Action {
    /** It goes to the quarantine table with every rule that it broke. */
    QUARANTINE,
    /** It stays and is counted. */
    WARN,
    /** It is left out and counted. */
    DROP,
    /** The run stops. */
    FAIL
  }

  /** What a rule that is neither true nor false means. */
  public enum OnNull {
    VIOLATE,
    PASS
  }
}
