/**
 * MySQL and MariaDB as a target: their types and texts, the SQL of the single steps, and the
 * loader. SQL text ({@code MySqlText}) is apart from the code that runs it.
 *
 * <p>Imports {@code io}, {@code io.mysql}, {@code lake}, {@code ops}, {@code plan}, {@code
 * publish}, {@code publish.jdbc}, {@code publish.protocol}, {@code publish.rows}, {@code spec} and
 * {@code sql}.
 */
package io.penstock.publish.mysql;
