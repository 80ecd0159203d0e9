/**
 * Amazon Redshift as a target: rows are written to S3 under the name of a run, loaded by COPY into
 * a table of that name, and enter the live one in a transaction. A dialect, a loader and single
 * steps of the protocols; every decision is in {@code publish.protocol}.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code plan}, {@code publish}, {@code publish.jdbc}, {@code
 * publish.protocol}, {@code publish.rows} and {@code spec}.
 */
package io.penstock.publish.redshift;
