/**
 * Decodes bytes into lines, strictly, and says where a stream breaks.
 *
 * <p>Imports {@code format} and {@code spec}.
 */
package io.penstock.format.text;
