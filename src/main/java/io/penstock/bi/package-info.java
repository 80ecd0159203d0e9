/**
 * Files with which tools for business intelligence open published tables.
 *
 * <p>Imports {@code spec}.
 */
package io.penstock.bi;
