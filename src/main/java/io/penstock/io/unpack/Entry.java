package io.penstock.io.unpack;

/**
 * A file inside an archive: its path in there, checked and with {@code /} between its parts, and
 * the size it claims to have or -1. The claim is good for ordering work, not for trust.
 */
public record Entry(String path, long claimedSize) {}
