/**
 * Registers tables of the lake in a Glue database, and asks Athena, which reads them from there.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code plan}, {@code publish}, {@code publish.jdbc} and
 * {@code spec}.
 */
package io.penstock.publish.glue;
