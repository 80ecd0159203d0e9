package io.penstock.format.text;

import io.penstock.spec.OutsideException;
import java.io.IOException;

/** The sentence for a stream that breaks while it is read. */
public final class ReadFailure {
  private ReadFailure() {}

  /** A file whose bytes end or break before their time stays broken until it is landed again. */
  public static OutsideException of(String fileName, long line, IOException cause) {
    String what =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return OutsideException.ofPermanent(
        "File '%s': cannot read past line %d because its bytes are truncated, damaged or out of reach. Found: %s. Land the file again."
            .formatted(fileName, line, what),
        cause);
  }
}
