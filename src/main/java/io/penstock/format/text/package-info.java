/**
 * Decodes bytes into lines, strictly, and says where a stream breaks.
 *
 * <p>Imports {@code spec}.
 */
package io.penstock.format.text;
