package io.penstock.format.file;

import io.penstock.spec.OutsideException;

/** The sentences of files that are not what their format says. */
final class FileErrors {
  private FileErrors() {}

  static OutsideException packed(String name, String format, Packed found) {
    return OutsideException.ofPermanent(
        "File '%s': cannot be read as %s because it is packed. Found: %s. %s"
            .formatted(
                name,
                format,
                found,
                found == Packed.PARQUET
                    ? "Say format: {type: parquet}."
                    : "Unpack it at its source, or with source.unpack where that is zip or gzip; what"
                        + " source.unpack could not unpack is damaged, and has to come again."),
        null);
  }
}
