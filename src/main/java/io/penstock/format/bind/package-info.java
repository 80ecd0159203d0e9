/**
 * Puts the values of a record under the declared columns: this is where a record becomes typed, and
 * where what does not fit is rescued.
 *
 * <p>Imports {@code format}, {@code format.value} and {@code spec}.
 */
package io.penstock.format.bind;
