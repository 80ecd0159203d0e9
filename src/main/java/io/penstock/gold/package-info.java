/**
 * From silver to gold: computes the model in full and commits what differs. Imports {@code
 * quality}, {@code ops}, {@code lake}, {@code plan} and {@code spec}.
 */
package io.penstock.gold;
