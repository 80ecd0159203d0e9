package io.penstock.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** No secret stands in a file: it is a reference to a scope, or it is not there. */
final class ClearSecretsRule implements BundleRule {
  private static final Pattern NAME =
      Pattern.compile("(?i).*(password|passwd|secret|token|access[._-]?key|credential).*");
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{secrets/[^/]+/[^/]+}}|\\$\\{[^}]+}|true|false");
  private static final Pattern VALUE =
      Pattern.compile(
          "dapi[0-9a-f]{32}|(AKIA|ASIA)[0-9A-Z]{16}|-----BEGIN|://[^/\\s:]+:[^/\\s@]+@"
              + "|(?i)(password|pwd|token)=[^$&\\s]");

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    bundle
        .all()
        .filter(Node::isText)
        .forEach(
            node -> {
              boolean setting = node.path().matches(".*\\.(spark_conf|spark_env_vars)\\..*");
              boolean named = setting && NAME.matcher(node.key()).matches();
              if (named && !REFERENCE.matcher(node.text()).matches()
                  || VALUE.matcher(node.text()).find()) {
                // The value itself stays out of the message.
                problems.add(node.problem("a secret stands here in clear."));
              }
            });
    return problems;
  }
}
