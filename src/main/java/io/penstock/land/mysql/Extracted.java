package io.penstock.land.mysql;

import java.util.Optional;

/**
 * What was read of a table.
 *
 * @param digest what the rows add up to
 * @param cursor the greatest value of the cursor
 */
public record Extracted(long rows, String digest, Optional<String> cursor) {}
