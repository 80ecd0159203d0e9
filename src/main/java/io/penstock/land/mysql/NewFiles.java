package io.penstock.land.mysql;

import java.io.IOException;
import java.io.OutputStream;

/** Where files are made. May be used by several threads. */
public interface NewFiles {

  /** A file that is not there until it is kept. */
  Open open() throws IOException;

  /** A file that is being written. */
  interface Open {
    OutputStream stream();

    /**
     * Ends it well.
     *
     * @param bytes how many it has
     */
    void keep(long bytes) throws IOException;

    /** Forgets it. */
    void discard() throws IOException;
  }
}
