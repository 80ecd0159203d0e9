/**
 * Makes typed values of texts: one converter a type, each exact or a rejection with its reason.
 *
 * <p>Imports {@code format.json} and {@code spec}.
 */
package io.penstock.format.value;
