package io.penstock.bronze;

import io.penstock.ops.LandedFile;
import java.util.List;

/**
 * What a first look at a file tells.
 *
 * @param names the header's columns, or the keys of its JSON objects, in the order of first sight
 * @param problem why its header cannot be read; empty when it can
 * @param hasRecords whether there is any record in it
 */
record FileHeader(LandedFile file, List<String> names, String problem, boolean hasRecords) {
  FileHeader {
    names = List.copyOf(names);
  }
}
