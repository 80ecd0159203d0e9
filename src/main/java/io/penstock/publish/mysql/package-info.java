/**
 * Publishing to MySQL and MariaDB by the protocol "full refresh": shadow table, parts in
 * transactions of their own, one RENAME. SQL text is apart from the code that runs it.
 */
package io.penstock.publish.mysql;
