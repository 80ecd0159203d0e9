/**
 * How a table is published exactly once, whatever it is published to: what to send and when all of
 * it, in which order, what is checked, and what the ledger says. A kind of target does the single
 * steps behind {@link io.penstock.publish.protocol.TargetTable} and the sessions that it opens.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code plan}, {@code publish}, {@code publish.rows}, {@code
 * spec} and {@code sql}.
 */
package io.penstock.publish.protocol;
