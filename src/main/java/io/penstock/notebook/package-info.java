/**
 * SQL notebooks in the source format of Databricks: reading one, running its cells over the lake,
 * and the page that shows them. Imports {@code run} and what stands below it; imported by {@code
 * cli} alone.
 */
package io.penstock.notebook;
