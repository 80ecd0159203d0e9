package io.penstock.ops;

/**
 * What a rule found.
 *
 * @param action what became of the rows, in lower case
 * @param violations how many rows broke it
 * @param rows how many rows were checked
 */
public record CheckResult(String rule, String action, long violations, long rows) {}
