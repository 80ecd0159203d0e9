package io.penstock.bronze;

import io.penstock.format.FilePart;
import io.penstock.ops.LandedFile;
import java.io.Serializable;

/**
 * A part of a landed file, as a task reads it.
 *
 * @param found what a survey has found in it; null as long as none has
 */
record Slice(LandedFile file, FilePart part, FileColumns columns, SliceFound found)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  Slice(LandedFile file, FilePart part, FileColumns columns) {
    this(file, part, columns, null);
  }

  Slice with(SliceFound other) {
    return new Slice(file, part, columns, other);
  }

  Slice with(FilePart other) {
    return new Slice(file, other, columns, found);
  }

  Slice with(FileColumns other) {
    return new Slice(file, part, other, found);
  }

  /** How many bytes there are to read. */
  long bytes() {
    return Math.max(0, Math.min(part.to(), file.size()) - part.from());
  }
}
