package io.penstock.spec;

/** The sentences of secrets that cannot be resolved. */
final class SpecErrors {
  private SpecErrors() {}

  static SpecException variableNotSet(Origin at, String name) {
    return new SpecException(
        at
            + ": the environment variable '"
            + name
            + "' is not set. Set it with: export "
            + name
            + "=…");
  }

  static SpecException noReference(Origin at, SecretText text) {
    return new SpecException(
        at + ": cannot resolve '" + text + "'. Write it as secret://scope/key.");
  }

  static SpecException notResolved(Origin at, SecretText text, PenstockException e) {
    return new SpecException(at + ": cannot resolve '" + text + "'. " + e.getMessage(), e);
  }

  static SpecException noScopes(Origin at, SecretText text) {
    return new SpecException(
        at
            + ": cannot resolve '"
            + text
            + "' because secret scopes are known to a workspace only."
            + " Use env://NAME here.");
  }
}
