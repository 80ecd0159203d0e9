/**
 * Records for everything that a user writes, and the few kinds of error that all packages share.
 * Knows no Spark.
 *
 * <p>Imports no other package.
 */
package io.penstock.spec;
