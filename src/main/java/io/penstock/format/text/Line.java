package io.penstock.format.text;

/**
 * One physical line.
 *
 * @param number counted from 1
 * @param text without its end
 * @param end what ended it: LF, CRLF, CR, or nothing at the end of the file
 * @param problem null, or why the text is not what the file holds
 */
public record Line(long number, String text, String end, String problem) {}
