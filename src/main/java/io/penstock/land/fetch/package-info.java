/**
 * Brings one file from a web server into a local folder: retries, resumes, checks, and says why it
 * could not. Knows no Spark.
 *
 * <p>Imports {@code io} and {@code spec}.
 */
package io.penstock.land.fetch;
