package io.penstock.format.bind;

import java.io.Serializable;

/**
 * Why something of a record is in its rescued map.
 *
 * @param column the column in the file, or {@link TypedRecord#MALFORMED}
 * @param reason the end of "the value …" or "the record …"
 */
public record Rejection(String column, String reason) implements Serializable {}
