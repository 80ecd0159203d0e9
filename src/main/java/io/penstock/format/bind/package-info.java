/** Which column of a file feeds which declared column, and the conversion of whole records. */
package io.penstock.format.bind;
