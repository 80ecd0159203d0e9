/**
 * What databases behind JDBC share of the protocols: the ledger as tables, transactions that end,
 * and a connection that stays alive.
 */
package io.penstock.publish.jdbc;
