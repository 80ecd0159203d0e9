package io.penstock.spec;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a secret reference into the secret, at the last moment. */
public final class SecretResolver {
  private static final String ENV = "env://";
  private static final Pattern SCOPED = Pattern.compile("secret://([^/]+)/([^/]+)");

  private final Map<String, String> environment;
  private final Scopes scopes;

  /** Secret scopes, as a workspace has them. */
  @FunctionalInterface
  public interface Scopes {
    /** There are none here. */
    Scopes NONE = (scope, key) -> null;

    /** The secret; null if there are no scopes here. */
    String secret(String scope, String key);
  }

  public SecretResolver(Map<String, String> environment) {
    this(environment, Scopes.NONE);
  }

  public SecretResolver(Map<String, String> environment, Scopes scopes) {
    this.environment = Map.copyOf(environment);
    this.scopes = scopes;
  }

  /** The process's own environment variables. */
  public static SecretResolver ofProcess() {
    return new SecretResolver(System.getenv());
  }

  /** The process's own environment variables, and these scopes. */
  public static SecretResolver ofProcess(Scopes scopes) {
    return new SecretResolver(System.getenv(), scopes);
  }

  /**
   * The text that is meant.
   *
   * @throws SpecException naming the place when there is no such secret
   */
  public String resolve(SecretText text, Origin at) {
    if (!text.isReference()) {
      return text.written();
    }
    return text.written().startsWith(ENV) ? variable(text, at) : scoped(text, at);
  }

  private String variable(SecretText text, Origin at) {
    String name = text.written().substring(ENV.length());
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw SpecErrors.variableNotSet(at, name);
    }
    return value;
  }

  private String scoped(SecretText text, Origin at) {
    Matcher reference = SCOPED.matcher(text.written());
    if (!reference.matches()) {
      throw SpecErrors.noReference(at, text);
    }
    String secret;
    try {
      secret = scopes.secret(reference.group(1), reference.group(2));
    } catch (PenstockException e) {
      throw SpecErrors.notResolved(at, text, e);
    }
    if (secret == null) {
      throw SpecErrors.noScopes(at, text);
    }
    return secret;
  }
}
