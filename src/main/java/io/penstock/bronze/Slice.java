package io.penstock.bronze;

import io.penstock.format.FilePart;
import io.penstock.ops.LandedFile;
import java.io.Serializable;

/** A part of a landed file, as a task reads it. */
record Slice(LandedFile file, FilePart part, FileColumns columns) implements Serializable {
  private static final long serialVersionUID = 1L;

  Slice with(FilePart other) {
    return new Slice(file, other, columns);
  }

  Slice with(FileColumns other) {
    return new Slice(file, part, other);
  }

  /** How many bytes there are to read. */
  long bytes() {
    return Math.max(0, Math.min(part.to(), file.size()) - part.from());
  }
}
