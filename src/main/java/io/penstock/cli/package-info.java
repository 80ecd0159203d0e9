/**
 * The command line: one class a command, each thin. The only room that knows {@code local}; imports
 * {@code run} and what stands below it.
 */
package io.penstock.cli;
