/**
 * From the bytes of one file to typed values, one record at a time in constant memory: {@code text}
 * decodes lines, {@code csv} and {@code json} find records, {@code value} converts, {@code bind}
 * puts values under declared columns, {@code infer} proposes columns. Runs inside Spark tasks,
 * knows no session; of Penstock it imports {@code spec} only.
 */
package io.penstock.format;
