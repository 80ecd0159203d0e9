/**
 * The servers of the {@code local} environment: an S3, a MySQL and a small HTTP server, all on
 * loopback, all data under {@code .penstock/}; and the disk of the laptop. Imported by {@code cli}
 * alone; never in the job jar.
 *
 * <p>Imports {@code io} and {@code spec}.
 */
package io.penstock.local;
