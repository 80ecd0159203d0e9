package io.penstock.io.unpack;

import java.io.IOException;
import java.io.OutputStream;

/** Where the entries of an archive go. */
public interface EntrySink {
  /** A stream for this entry; it is closed when the entry is written, whole or not. */
  OutputStream open(Entry entry) throws IOException;

  /** The entry turned out to be bad after {@code open}: what was written of it must not be used. */
  void discard(Entry entry) throws IOException;
}
