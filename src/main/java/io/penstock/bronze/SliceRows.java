package io.penstock.bronze;

import io.penstock.format.RecordReader;
import io.penstock.sql.OpenRow;
import io.penstock.sql.PartRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** The rows of one slice after another, each opened when its turn comes. */
abstract class SliceRows implements PartRows.Reader {
  private final FileOpener opener;
  private final Iterator<Slice> slices;
  private RecordReader reader;

  SliceRows(FileOpener opener, List<Slice> slices) {
    this.opener = opener;
    this.slices = slices.iterator();
  }

  /** Is told which slice comes next. */
  abstract void begin(Slice slice);

  /**
   * Fills in the next row of the slice.
   *
   * @return false if there is none
   */
  abstract boolean fill(OpenRow row, RecordReader records);

  @Override
  public final boolean next(OpenRow row) {
    while (reader != null || advance()) {
      if (fill(row, reader)) {
        return true;
      }
      close();
    }
    return false;
  }

  private boolean advance() {
    if (!slices.hasNext()) {
      return false;
    }
    Slice slice = slices.next();
    reader = opener.open(slice.file(), slice.part());
    begin(slice);
    return true;
  }

  @Override
  public final void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader = null;
    }
  }
}
