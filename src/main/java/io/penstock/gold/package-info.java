/**
 * From silver to gold: computes the model in full and commits what differs.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code plan}, {@code quality}, {@code spec} and {@code
 * sql}.
 */
package io.penstock.gold;
