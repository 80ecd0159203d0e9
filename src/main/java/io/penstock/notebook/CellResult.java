package io.penstock.notebook;

import io.penstock.page.TextRows;
import java.util.Optional;

/**
 * What a cell gave.
 *
 * @param rows the rows of its last statement; none for Markdown, and where it failed
 * @param error the sentence, if it failed
 */
public record CellResult(
    Cell cell, Optional<TextRows> rows, double seconds, Optional<String> error) {}
