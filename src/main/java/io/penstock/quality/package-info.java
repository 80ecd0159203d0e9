/**
 * Expectations and quarantine: what is checked of rows before a table takes them, and where the
 * rows go that it does not. Imports {@code ops}, {@code lake}, {@code plan} and {@code spec}.
 */
package io.penstock.quality;
