/**
 * From gold to the targets: one {@link io.penstock.publish.Target} a kind of server. Imports {@code
 * quality}, {@code ops}, {@code lake}, {@code plan} and {@code spec}.
 */
package io.penstock.publish;
