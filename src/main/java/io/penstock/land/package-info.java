/**
 * From where the data lies to immutable files of the lake: looks at sources, downloads, unpacks,
 * lists.
 *
 * <p>Imports {@code io}, {@code io.mysql}, {@code io.unpack}, {@code lake}, {@code land.fetch},
 * {@code land.mysql}, {@code ops}, {@code plan} and {@code spec}.
 */
package io.penstock.land;
