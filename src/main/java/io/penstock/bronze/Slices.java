package io.penstock.bronze;

import io.penstock.format.FilePart;
import java.util.ArrayList;
import java.util.List;

/** Divides a file into parts that tasks can read beside each other, as far as one can tell. */
final class Slices {
  private Slices() {}

  /**
   * @param bytes how many a part has at the most; the last one may have half as many more
   */
  static List<Slice> of(FileHeader header, FileColumns columns, long bytes) {
    List<Long> cuts = new ArrayList<>();
    long size = header.file().size();
    for (long at = bytes; header.isDivisible() && at < size && size - at > bytes / 2; at += bytes) {
      cuts.add(at);
    }
    return cutAt(header, columns, cuts);
  }

  /**
   * @param cuts places between the first byte and the last, in order
   */
  static List<Slice> cutAt(FileHeader header, FileColumns columns, List<Long> cuts) {
    List<Slice> slices = new ArrayList<>();
    long from = 0;
    for (long cut : cuts) {
      slices.add(new Slice(header.file(), part(header, columns, from, cut), columns));
      from = cut;
    }
    slices.add(new Slice(header.file(), part(header, columns, from, FilePart.END), columns));
    return slices;
  }

  // The quotes of a file are taken at their word until one is found that cannot be.
  private static FilePart part(FileHeader header, FileColumns columns, long from, long to) {
    return new FilePart(
        from, to, from == 0, 0, header.names(), columns.width(), header.charset(), true, false);
  }
}
