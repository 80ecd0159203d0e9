/**
 * What talks to a workspace through the Databricks SDK, on the laptop only: the job jar has neither
 * this nor the SDK.
 *
 * <p>Imports {@code io} and {@code spec}.
 */
package io.penstock.databricks;
