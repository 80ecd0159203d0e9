/**
 * Expectations and quarantine: what is checked of rows before a table takes them, and where the
 * rows go that it does not.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code spec} and {@code sql}.
 */
package io.penstock.quality;
