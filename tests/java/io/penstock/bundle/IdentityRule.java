package io.penstock.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Permissions name one principal each and, in production, the identity that deploys; that identity
 * and who hears of a failure are given by whoever deploys, and by nobody else.
 */
final class IdentityRule implements BundleRule {
  private static final Set<String> PRINCIPALS =
      Set.of("user_name", "group_name", "service_principal_name");

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    bundle
        .at(".*permissions\\[\\d+]")
        .filter(node -> PRINCIPALS.stream().filter(p -> node.child(p).isPresent()).count() != 1)
        .forEach(node -> problems.add(node.problem("a permission names exactly one principal.")));
    bundle
        .at("targets\\.\\w+")
        .filter(target -> text(target, "mode").equals("production"))
        .forEach(target -> production(bundle, target, problems));
    for (String needed : List.of("service_principal", "notification_emails")) {
      bundle
          .at("variables\\." + needed)
          .filter(node -> node.child("default").isPresent())
          .forEach(
              node ->
                  problems.add(
                      node.problem("a default would let production be deployed without it.")));
    }
    return problems;
  }

  private static void production(Bundle bundle, Node target, List<String> problems) {
    String runsAs =
        target.child("run_as").map(node -> text(node, "service_principal_name")).orElse("");
    boolean named =
        Stream.concat(
                bundle.at(java.util.regex.Pattern.quote(target.path()) + "\\.permissions\\[\\d+]"),
                bundle.at("permissions\\[\\d+]"))
            .anyMatch(node -> text(node, "service_principal_name").equals(runsAs));
    if (!named) {
      problems.add(
          target.problem("'permissions' does not name '" + runsAs + "', which deploys it."));
    }
    bundle
        .at(java.util.regex.Pattern.quote(target.path()) + "\\.variables\\.\\w+")
        .filter(node -> node.key().matches("service_principal|notification_emails"))
        .forEach(node -> problems.add(node.problem("whoever deploys says this, not the bundle.")));
  }

  private static String text(Node node, String key) {
    return node.value() instanceof Map<?, ?> map && map.get(key) != null
        ? map.get(key).toString()
        : "";
  }
}
