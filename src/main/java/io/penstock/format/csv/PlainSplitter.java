package io.penstock.format.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits a line without any quote: the way that almost all lines of large files take. */
final class PlainSplitter {
  private final CsvDialect dialect;
  private final String delimiter;
  private final int step;

  PlainSplitter(CsvDialect dialect) {
    this.dialect = dialect;
    this.delimiter = dialect.delimiter();
    this.step = delimiter.length();
  }

  /** The fields when there are exactly this many, else null. */
  List<String> split(String line, int width) {
    String[] values = new String[width];
    int start = 0;
    for (int i = 0; i < width - 1; i++) {
      int end = next(line, start);
      if (end < 0) {
        return null;
      }
      values[i] = dialect.orNull(line.substring(start, end));
      start = end + step;
    }
    if (next(line, start) >= 0) {
      return null;
    }
    values[width - 1] = dialect.orNull(line.substring(start));
    return Arrays.asList(values);
  }

  /** The fields, however many there are. */
  List<String> split(String line) {
    List<String> values = new ArrayList<>();
    int start = 0;
    for (int end = next(line, start); end >= 0; end = next(line, start)) {
      values.add(dialect.orNull(line.substring(start, end)));
      start = end + step;
    }
    values.add(dialect.orNull(line.substring(start)));
    return values;
  }

  private int next(String line, int from) {
    return step == 1 ? line.indexOf(delimiter.charAt(0), from) : line.indexOf(delimiter, from);
  }
}
