/**
 * Exports to S3 as a target: files under the name of a run, and one small manifest that names the
 * current version. Its ledger is that manifest. Every decision is in {@code publish.protocol}.
 *
 * <p>Imports {@code format}, {@code format.file}, {@code lake}, {@code ops}, {@code plan}, {@code
 * publish}, {@code publish.protocol}, {@code publish.rows} and {@code spec}.
 */
package io.penstock.publish.files;
