/**
 * Thin main classes for the tasks of a platform's job, such as Databricks JAR tasks. The session
 * and the JVM belong to the platform.
 *
 * <p>Imports {@code doctor}, {@code io}, {@code lake}, {@code ops}, {@code plan}, {@code run},
 * {@code spec} and {@code spec.read}.
 */
package io.penstock.jobs;
