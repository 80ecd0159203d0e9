/**
 * Pages that need nothing but themselves: their frame, tables and charts, and the rows of a result
 * as the text that they show.
 *
 * <p>Imports {@code io} and {@code spec}.
 */
package io.penstock.page;
