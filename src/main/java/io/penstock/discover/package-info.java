/**
 * Looks at files or at a database that nobody has described yet, and proposes the files of a
 * pipeline that load them; writes them beside what people wrote.
 *
 * <p>Imports {@code format}, {@code format.bind}, {@code format.file}, {@code format.infer}, {@code
 * lake}, {@code land.mysql}, {@code spec}, {@code spec.yaml} and {@code sql}.
 */
package io.penstock.discover;
