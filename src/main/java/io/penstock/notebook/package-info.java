/**
 * SQL notebooks in the source format of Databricks: reading one, running its cells over the lake,
 * and the page that shows them.
 *
 * <p>Imports {@code lake}, {@code page}, {@code plan}, {@code run}, {@code spec} and {@code sql}.
 */
package io.penstock.notebook;
