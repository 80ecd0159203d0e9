package io.penstock.spec;

import java.util.Map;

/** Turns a secret reference into the secret, at the last moment. */
public final class SecretResolver {
  private static final String ENV = "env://";

  private final Map<String, String> environment;

  public SecretResolver(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The process's own environment variables. */
  public static SecretResolver ofProcess() {
    return new SecretResolver(System.getenv());
  }

  /**
   * The text that is meant.
   *
   * @throws SpecException naming the place when the variable is not set
   */
  public String resolve(Text text, Origin at) {
    if (!text.isReference()) {
      return text.written();
    }
    if (!text.written().startsWith(ENV)) {
      throw new SpecException(
          at
              + ": cannot resolve '"
              + text
              + "' because secret scopes are known to a workspace only."
              + " Use env://NAME here.");
    }
    String name = text.written().substring(ENV.length());
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new SpecException(
          at
              + ": the environment variable '"
              + name
              + "' is not set. Set it with: export "
              + name
              + "=…");
    }
    return value;
  }
}
