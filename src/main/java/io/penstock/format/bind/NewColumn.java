package io.penstock.format.bind;

import java.io.Serializable;

/**
 * A column of a file that nobody declared.
 *
 * @param name what it would be called in the table
 * @param fileName what it is called in the file
 * @param index its position in the file, counted from 0; -1 for a JSON key
 */
public record NewColumn(String name, String fileName, int index) implements Serializable {}
