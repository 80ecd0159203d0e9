package io.penstock.spec.read;

import io.penstock.spec.EnvironmentSpec;
import io.penstock.spec.SecretText;
import io.penstock.spec.yaml.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of files: outside of {@code local} they must be references. Its messages never
 * hold a value.
 */
final class Secrets {
  private static final Pattern IN_URL =
      Pattern.compile(
          "(?i)://[^/\\s]*:[^/@\\s]*@|://[^\\s:/]*:(?![0-9]+/)[^\\s@]*@"
              + "|(password[0-9]?|passwd|pwd|secret|token)\\s*=");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(authorization|cookie|password|passwd|secret|token|api-?_?key|credential).*");
  private static final Pattern REFERENCE = Pattern.compile(".*(env|secret)://.*");

  private final boolean allowed;

  private Secrets(boolean allowed) {
    this.allowed = allowed;
  }

  static Secrets of(String environment) {
    return new Secrets(environment.equals(EnvironmentSpec.LOCAL));
  }

  /** A key that holds a secret. */
  Optional<SecretText> secret(Fields fields, String key) {
    Optional<SecretText> text = fields.text(key).map(SecretText::new);
    text.ifPresent(value -> check(fields, key, value));
    return text;
  }

  /** A URL, which may not hold a password. */
  void checkUrl(Fields fields, String key, String url) {
    if (!new SecretText(url).isReference()
        && (IN_URL.matcher(url).find() || IN_URL.matcher(decoded(url)).find())) {
      literal(fields, key);
    }
  }

  // The server and its driver read passwo%72d as password.
  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }

  /** A mapping in which some names mean secrets, such as the header {@code Authorization}. */
  void checkNamed(Fields fields, Map<String, String> values) {
    values.forEach(
        (key, value) -> {
          if (SECRET_NAME.matcher(key).matches()) {
            check(fields, key, new SecretText(value));
          }
        });
  }

  /** A mapping whose values go to Spark as they are, so that a reference would not be followed. */
  void checkSpark(Fields fields, Map<String, String> values) {
    values.forEach(
        (key, value) -> {
          if (!allowed
              && key.matches("(?i).*(password|secret|token|account\\.key).*")
              && !value.startsWith("{{secrets/")) {
            fields.problem(
                key,
                "'spark."
                    + key
                    + "' holds a secret, which Spark settings may not. Use 's3' for the keys of the"
                    + " lake, or {{secrets/scope/key}} on a cluster.");
          }
        });
  }

  private void check(Fields fields, String key, SecretText value) {
    if (!value.isReference() && REFERENCE.matcher(value.written()).matches()) {
      fields.problem(
          key,
          "'"
              + key
              + "' holds a reference inside of a text, where it is not followed. Put the whole text"
              + " into the secret and write only the reference.");
    } else if (!value.isReference()) {
      literal(fields, key);
    }
  }

  private void literal(Fields fields, String key) {
    if (!allowed) {
      fields.problem(
          key,
          "'"
              + key
              + "' holds a secret in clear, which only the environment 'local' may. Refer to it as"
              + " env://NAME or secret://scope/key.");
    }
  }
}
