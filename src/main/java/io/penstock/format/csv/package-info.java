/** Delimited text to records, where damage stays inside the record that has it. */
package io.penstock.format.csv;
