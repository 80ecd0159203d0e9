package io.penstock.format;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The records of one file, in order, one at a time. What is wrong with a record is part of the
 * record; only a stream that breaks (a truncated gzip, a lost disk) throws, as {@code
 * OutsideException}.
 */
public interface RecordReader extends Iterator<RawRecord>, Closeable {

  /** The column names of the file without byte-order mark; empty when it has none. */
  List<String> header();

  /** Why the header cannot be read; every record is then malformed and the file unusable. */
  Optional<String> headerProblem();
}
