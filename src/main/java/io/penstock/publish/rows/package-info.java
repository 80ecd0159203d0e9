/**
 * The rows of a publication, whatever they are published to: what changed between two versions, how
 * they are divided into parts, what must be known of them before the first one is sent, and how
 * they are compared afterwards. A kind of target says what is its own in a {@link
 * io.penstock.publish.rows.Dialect}.
 *
 * <p>Imports {@code lake}, {@code publish}, {@code spec} and {@code sql}.
 */
package io.penstock.publish.rows;
