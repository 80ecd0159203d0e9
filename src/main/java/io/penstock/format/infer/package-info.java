/** Columns proposed from a header and sample records when the spec declares none. */
package io.penstock.format.infer;
