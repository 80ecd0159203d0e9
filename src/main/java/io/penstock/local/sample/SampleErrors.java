package io.penstock.local.sample;

import io.penstock.spec.OutsideException;
import io.penstock.spec.PenstockException;
import io.penstock.spec.SpecException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Every sentence that making a sample can end in. */
final class SampleErrors {
  private SampleErrors() {}

  static PenstockException rows(long found, long most) {
    return new SpecException(
        "Sample: cannot write rows because their number is out of range. Found: "
            + found
            + ". Give a number from 0 to "
            + most
            + ".");
  }

  static PenstockException share(double found) {
    return new SpecException(
        "Sample: cannot plant defects because their share is out of range. Found: "
            + found * 100
            + "%. Give a share from 0% to 100%.");
  }

  static PenstockException disk(Path folder, IOException cause) {
    String reason =
        cause instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : cause.getMessage();
    return OutsideException.ofPermanent(
        "Sample: cannot write to "
            + folder
            + " because "
            + (reason == null ? cause.getClass().getSimpleName() : reason)
            + ". Free some space or choose another folder.",
        cause);
  }
}
