/**
 * What the stages share of bookkeeping: counts and their balance, the outcome of a step, the run
 * ledger.
 *
 * <p>Imports {@code lake}, {@code plan} and {@code spec}.
 */
package io.penstock.ops;
