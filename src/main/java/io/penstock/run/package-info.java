/**
 * The only package that knows all the stages: prepares a run (secrets, storage, a look at
 * everything, the models analysed, the plan), carries out the plan with independent steps side by
 * side, keeps the ledger.
 *
 * <p>Imports {@code bronze}, {@code bronze.changes}, {@code gold}, {@code io}, {@code lake}, {@code
 * land}, {@code ops}, {@code plan}, {@code publish}, {@code publish.files}, {@code publish.glue},
 * {@code publish.mysql}, {@code publish.redshift}, {@code quality}, {@code silver}, {@code spec}
 * and {@code sql}.
 */
package io.penstock.run;
