package io.penstock.bronze;

import io.penstock.ops.LandedFile;
import java.util.List;

/**
 * What a first look at a file tells.
 *
 * @param names the header's columns, or the keys of its JSON objects, in the order of first sight
 * @param types what the file says of their types; empty if it says nothing, and all are texts
 * @param problem why its header cannot be read; empty when it can
 * @param hasRecords whether there is any record in it
 * @param charset what it is written in, if it can be read from the middle; empty if it cannot
 */
record FileHeader(
    LandedFile file,
    List<String> names,
    List<String> types,
    String problem,
    boolean hasRecords,
    String charset) {
  FileHeader {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  /** The type of a column for which nobody has declared one. */
  String type(int column) {
    return types.isEmpty() ? "string" : types.get(column);
  }

  FileHeader withNames(List<String> others, boolean records) {
    return new FileHeader(file, others, types, problem, records, charset);
  }

  boolean isDivisible() {
    return !charset.isEmpty();
  }
}
