/**
 * Pages that need nothing but themselves: their frame, tables and charts, and the rows of a result
 * as the text that they show. Imports {@code spec} and {@code io}.
 */
package io.penstock.page;
