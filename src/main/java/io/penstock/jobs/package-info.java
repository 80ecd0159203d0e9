/**
 * The other door: thin main classes for the tasks of a platform's job, such as Databricks JAR
 * tasks. The session and the JVM belong to the platform. Imports what {@code run} needs, never
 * {@code cli} or {@code local}.
 */
package io.penstock.jobs;
