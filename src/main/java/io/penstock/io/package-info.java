/**
 * Bytes and time: digests, waiting and trying again. Knows no Spark.
 *
 * <p>Imports no other package.
 */
package io.penstock.io;
