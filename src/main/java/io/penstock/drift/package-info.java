/**
 * Looks whether sources are still what they were when their columns were pinned, and what is made
 * of that which is not. Changes nothing.
 *
 * <p>Imports {@code bronze}, {@code format}, {@code format.bind}, {@code format.file}, {@code
 * format.infer}, {@code io.mysql}, {@code lake}, {@code land.mysql}, {@code plan}, {@code run},
 * {@code spec} and {@code sql}.
 */
package io.penstock.drift;
