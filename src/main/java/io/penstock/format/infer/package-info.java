/**
 * Proposes the columns of files that nobody has declared, from a sample of their records.
 *
 * <p>Imports {@code format}, {@code format.bind}, {@code format.value} and {@code spec}.
 */
package io.penstock.format.infer;
