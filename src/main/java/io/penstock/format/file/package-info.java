/**
 * The reader of a file: which one its format asks for, and how its bytes are unpacked on the way.
 *
 * <p>Imports {@code format}, {@code format.csv}, {@code format.json}, {@code format.text}, {@code
 * io.unpack} and {@code spec}.
 */
package io.penstock.format.file;
