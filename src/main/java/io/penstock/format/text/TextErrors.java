package io.penstock.format.text;

import io.penstock.spec.OutsideException;
import io.penstock.spec.SpecException;
import java.io.IOException;

/** The sentences of files that cannot be decoded. */
public final class TextErrors {
  private TextErrors() {}

  static SpecException unknownEncoding(String fileName, String encoding, Exception e) {
    return new SpecException(
        "File '%s': cannot decode it because the encoding is unknown. Found: %s. Name a charset such as UTF-8, ISO-8859-1 or windows-1252."
            .formatted(fileName, encoding),
        e);
  }

  /** A file whose bytes end or break before their time stays broken until it is landed again. */
  public static OutsideException broken(String fileName, long line, IOException cause) {
    String what =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return OutsideException.ofPermanent(
        "File '%s': cannot read past line %d because its bytes are truncated, damaged or out of reach. Found: %s. Land the file again."
            .formatted(fileName, Math.max(0, line), what),
        cause);
  }
}
