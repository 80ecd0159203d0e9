/**
 * Bytes and time: digests, waiting and trying again, and in {@code unpack} the one reader of gzip
 * and ZIP. Knows no Spark. Imports {@code spec} only.
 */
package io.penstock.io;
