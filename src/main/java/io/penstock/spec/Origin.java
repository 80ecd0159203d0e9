package io.penstock.spec;

/**
 * Where in the pipeline folder something was written: the file relative to the folder, and the
 * line, counted from 1 (0: the file as a whole).
 */
public record Origin(String file, int line) {
  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
