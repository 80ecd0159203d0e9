/**
 * A stand-in for Amazon Redshift: a front on the wire before a PostgreSQL, so that Redshift's own
 * driver connects, COPY reads from S3, and what Redshift refuses or does otherwise is so here. What
 * it does not imitate is listed in {@code docs/redshift-stand-in.md}.
 *
 * <p>Imports no other package.
 */
package io.penstock.local.redshift;
