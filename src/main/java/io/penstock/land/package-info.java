/**
 * From where the data lies to immutable files of the lake: downloads, unpacking, listings. Imports
 * {@code ops}, {@code lake}, {@code plan} and {@code spec}.
 */
package io.penstock.land;
