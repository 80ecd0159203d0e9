/**
 * From gold to the targets: the step, what it publishes, and what a kind of target is.
 *
 * <p>Imports {@code io}, {@code lake}, {@code ops}, {@code plan} and {@code spec}.
 */
package io.penstock.publish;
