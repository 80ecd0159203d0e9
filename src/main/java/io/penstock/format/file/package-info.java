/**
 * The reader of a file: which one its format asks for, and how its bytes are unpacked on the way.
 */
package io.penstock.format.file;
