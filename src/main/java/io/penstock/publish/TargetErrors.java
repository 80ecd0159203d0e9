package io.penstock.publish;

import io.penstock.spec.OutsideException;

/** The sentences that all targets share. */
final class TargetErrors {
  private TargetErrors() {}

  static OutsideException interrupted(Exception e) {
    return OutsideException.ofTransient("The publication was interrupted. Run again.", e);
  }
}
