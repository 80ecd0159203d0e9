/**
 * All that touches Spark's inner classes: parsing and rewriting of SQL, its rows as Spark itself
 * holds them, and what else has no public name. Nobody else imports those, so what another version
 * of Spark changes is changed here.
 *
 * <p>Imports {@code spec}.
 */
package io.penstock.sql;
