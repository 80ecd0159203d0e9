/**
 * What databases behind JDBC share of the protocols: the ledger as tables, transactions that end,
 * and a connection that stays alive.
 *
 * <p>Imports {@code plan}, {@code publish}, {@code publish.protocol} and {@code publish.rows}.
 */
package io.penstock.publish.jdbc;
