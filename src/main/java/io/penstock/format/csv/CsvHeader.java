package io.penstock.format.csv;

import io.penstock.format.RawRecord;
import io.penstock.format.RawRecord.Fields;
import io.penstock.format.RawRecord.Malformed;
import java.util.List;
import java.util.Optional;

/** The names in a file's header, or why they cannot be read. */
record CsvHeader(List<String> names, Optional<String> problem) {
  private static final int SHOWN = 200;
  static final CsvHeader NONE = new CsvHeader(List.of(), Optional.empty());

  /** The first record names the columns; the other rows of the header are passed over. */
  static CsvHeader read(RecordAssembler records, int rows) {
    RawRecord first = records.next(RecordAssembler.ANY_WIDTH);
    if (first == null) {
      return NONE;
    }
    if (first instanceof Malformed bad) {
      String found = bad.raw().substring(0, Math.min(bad.raw().length(), SHOWN));
      return new CsvHeader(
          List.of(), Optional.of("its header %s. Found: %s".formatted(bad.reason(), found)));
    }
    List<String> names = List.copyOf(((Fields) first).values());
    for (int row = 1; row < rows; row++) {
      records.next(names.size());
    }
    return new CsvHeader(names, Optional.empty());
  }

  /**
   * Whether a record says the names again, perhaps with columns more or fewer. In a file of one
   * column the name may well be a value.
   */
  boolean repeatedBy(List<String> values) {
    int common = Math.min(names.size(), values.size());
    return common >= 2
        && names.get(0).equals(values.get(0))
        && names.subList(0, common).equals(values.subList(0, common));
  }
}
