/**
 * Checks of the Databricks bundle that need no workspace. They work on a bundle root, so that
 * mistakes can be planted into a copy.
 */
package io.penstock.bundle;
