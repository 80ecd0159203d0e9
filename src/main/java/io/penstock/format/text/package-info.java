/** Bytes to lines of text: byte-order marks, charsets, line ends. Imports {@code spec} only. */
package io.penstock.format.text;
