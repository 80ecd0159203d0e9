/**
 * From bronze to silver: runs the SELECT, checks its rows, applies them. Imports {@code quality},
 * {@code ops}, {@code lake}, {@code plan} and {@code spec}.
 */
package io.penstock.silver;
