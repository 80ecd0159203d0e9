/**
 * How a MySQL server is reached: by its driver, as somebody who looks who it is. Knows no Spark.
 *
 * <p>Imports {@code spec}.
 */
package io.penstock.io.mysql;
