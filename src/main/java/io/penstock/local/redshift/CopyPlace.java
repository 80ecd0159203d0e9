package io.penstock.local.redshift;

/** Where in an object a line is. */
record CopyPlace(String file, long line) {}
