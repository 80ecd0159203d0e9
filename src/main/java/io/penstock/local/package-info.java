/**
 * The servers of the {@code local} environment: an S3, a MySQL, a stand-in for Redshift and a small
 * HTTP server, all on loopback, all data under {@code .penstock/}; and the disk of the laptop.
 * Imported by {@code cli} alone; never in the job jar.
 *
 * <p>Imports {@code io}, {@code local.redshift} and {@code spec}.
 */
package io.penstock.local;
