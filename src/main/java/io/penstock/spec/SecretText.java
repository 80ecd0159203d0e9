package io.penstock.spec;

import java.io.Serializable;
import java.util.Objects;

/**
 * A string of the spec that may be a secret reference ({@code env://NAME}, {@code
 * secret://scope/key}). It prints as it was written, never as what it stands for.
 */
public record SecretText(String written) implements Serializable {
  private static final String ENV = "env://";
  private static final String SECRET = "secret://";

  public SecretText {
    Objects.requireNonNull(written, "written");
  }

  /** Whether the value is elsewhere and this only says where. */
  public boolean isReference() {
    return written.startsWith(ENV) || written.startsWith(SECRET);
  }

  @Override
  public String toString() {
    return written;
  }
}
