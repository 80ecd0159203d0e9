/**
 * Finds the objects of JSON lines and documents, whose numbers keep their text.
 *
 * <p>Imports {@code format}, {@code format.text} and {@code spec}.
 */
package io.penstock.format.json;
