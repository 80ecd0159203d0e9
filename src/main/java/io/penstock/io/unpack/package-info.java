/**
 * The one reader of gzip and ZIP: takes a file apart into its entries, streaming, and refuses what
 * would leave its folder or burst. Knows no Spark.
 *
 * <p>Imports {@code io} and {@code spec}.
 */
package io.penstock.io.unpack;
