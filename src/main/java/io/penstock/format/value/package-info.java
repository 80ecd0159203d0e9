/** Text and JSON nodes to the values of Spark's types, strictly: a value, NULL, or a rejection. */
package io.penstock.format.value;
