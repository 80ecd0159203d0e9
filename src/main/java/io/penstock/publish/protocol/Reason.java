package io.penstock.publish.protocol;

/**
 * Why a whole table is published.
 *
 * @param text part of a sentence
 * @param drift whether the target does not hold what it said that it holds
 */
record Reason(String text, boolean drift) {
  static Reason of(FullRefreshRequired required) {
    return new Reason(required.getMessage(), required.isDrift());
  }
}
