/** JSON lines and documents to records, with every number as it was written. */
package io.penstock.format.json;
