/**
 * From the bytes of one file to typed values, one record at a time in constant memory: the records,
 * and what reads them. {@code file} chooses a reader, {@code text} decodes lines, {@code csv} and
 * {@code json} find records, {@code value} makes a record's texts typed values, {@code bind} puts
 * them under declared columns, {@code infer} proposes columns. Runs inside Spark's tasks and knows
 * no session.
 *
 * <p>Imports no other package.
 */
package io.penstock.format;
