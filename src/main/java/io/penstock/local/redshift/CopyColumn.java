package io.penstock.local.redshift;

/**
 * A column into which a COPY loads.
 *
 * @param type in Redshift's words
 */
record CopyColumn(String name, String type, int width) {}
