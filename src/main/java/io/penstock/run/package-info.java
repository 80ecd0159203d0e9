/**
 * The corridor: the only room that knows all the stages. Observes, plans, executes steps side by
 * side, keeps the ledger.
 */
package io.penstock.run;
