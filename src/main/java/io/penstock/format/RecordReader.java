package io.penstock.format;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The records of one file, or of a part of it, in order, one at a time. What is wrong with a record
 * is part of the record; only a stream that breaks (a truncated gzip, a lost disk) throws, as
 * {@code OutsideException}.
 */
public interface RecordReader extends Iterator<RawRecord>, Closeable {

  /** The column names of the file without byte-order mark; empty when it has none. */
  List<String> header();

  /** Why the header cannot be read; every record is then malformed and the file unusable. */
  Optional<String> headerProblem();

  /**
   * Takes the next record if that is a plain one, which is several times as fast.
   *
   * @return null if the next record, if any, has to be taken with {@link #next()}
   */
  default PlainRecord plain() {
    return null;
  }

  /** Where reading has come to. */
  default Place place() {
    return Place.UNKNOWN;
  }

  /**
   * Between two records.
   *
   * @param position where the next line begins, in bytes; -1 where only reading from the beginning
   *     gets there
   * @param line how many lines of the file come before it
   * @param charset what the file is written in
   * @param damaged whether quotes of any record so far cannot be meant as they stand
   * @param secondTable whether a second table has begun
   */
  record Place(long position, long line, String charset, boolean damaged, boolean secondTable) {
    static final Place UNKNOWN = new Place(-1, 0, "", false, false);
  }
}
