/**
 * The servers of the {@code local} environment: an S3, a MySQL and a small HTTP server, all on
 * loopback, all data under {@code .penstock/}. Imported by the command line alone; imports {@code
 * spec} and libraries. Never in the job jar.
 */
package io.penstock.local;
