/**
 * From bronze to silver: runs the SELECT, checks its rows, applies them.
 *
 * <p>Imports {@code lake}, {@code ops}, {@code plan}, {@code quality}, {@code spec} and {@code
 * sql}.
 */
package io.penstock.silver;
