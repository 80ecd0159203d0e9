/**
 * YAML with a memory for places: a tree in which every value knows its file and line, overlays,
 * {@code ${name}} substitution and typed access.
 *
 * <p>Imports {@code spec}.
 */
package io.penstock.spec.yaml;
