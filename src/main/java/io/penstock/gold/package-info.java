/**
 * From silver to gold: computes the model in full and commits what differs.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code plan}, {@code quality} and {@code spec}.
 */
package io.penstock.gold;
