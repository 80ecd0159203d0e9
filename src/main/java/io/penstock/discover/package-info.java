/**
 * Looks at files or at a database that nobody has described yet, and proposes the files of a
 * pipeline that load them; writes them beside what people wrote.
 *
 * <p>Imports {@code format}, {@code format.bind}, {@code format.file}, {@code format.infer}, {@code
 * io.mysql}, {@code lake}, {@code land.mysql}, {@code spec} and {@code spec.yaml}.
 */
package io.penstock.discover;
