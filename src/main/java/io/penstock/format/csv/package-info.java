/**
 * Finds the records of delimited text, and contains damage.
 *
 * <p>Imports {@code format}, {@code format.text} and {@code spec}.
 */
package io.penstock.format.csv;
