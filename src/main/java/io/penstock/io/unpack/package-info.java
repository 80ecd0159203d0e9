/**
 * Takes a downloaded file apart into its entries, streaming, and refuses what would leave its
 * folder or burst. Pure Java: knows no Spark and no lake. May import {@code io.penstock.spec} only.
 */
package io.penstock.io.unpack;
