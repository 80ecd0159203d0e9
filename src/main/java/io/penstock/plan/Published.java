package io.penstock.plan;

/**
 * What a target says that it holds of a table.
 *
 * @param generation which making of the lake's table it came from
 * @param version the version of that table
 * @param definition the digest of how it was published
 * @param settled false when the run that published it was killed before it had recorded everything
 */
public record Published(String generation, long version, String definition, boolean settled) {}
