package io.penstock.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys of resources are unique across all kinds, and a file that is named for a kind holds one
 * resource of it and nothing else: the command line refuses the first and remarks on the second.
 */
final class ResourceKeysRule implements BundleRule {
  private static final Pattern NAMED = Pattern.compile(".*\\.([a-z_]+)\\.yml");
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  // What the command line takes for a kind in the name of a file.
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("app", "apps"),
          Map.entry("catalog", "catalogs"),
          Map.entry("cluster", "clusters"),
          Map.entry("dashboard", "dashboards"),
          Map.entry("experiment", "experiments"),
          Map.entry("job", "jobs"),
          Map.entry("model", "models"),
          Map.entry("pipeline", "pipelines"),
          Map.entry("registered_model", "registered_models"),
          Map.entry("schema", "schemas"),
          Map.entry("secret_scope", "secret_scopes"),
          Map.entry("sql_warehouse", "sql_warehouses"),
          Map.entry("volume", "volumes"));

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    Map<String, Node> seen = new LinkedHashMap<>();
    bundle
        .at("resources\\.\\w+\\..+")
        .filter(node -> node.path().equals(kind(node) + "." + node.key()))
        .forEach(
            node -> {
              Node other = seen.putIfAbsent(node.key(), node);
              if (other != null) {
                problems.add(
                    node.problem(
                        "the key '" + node.key() + "' is that of " + other.path() + " too."));
              }
              if (!KEY.matcher(node.key()).matches()) {
                problems.add(node.problem("a key has letters, digits, '_' and '-' only."));
              }
            });
    bundle.files().keySet().forEach(file -> named(bundle, file, problems));
    return problems;
  }

  private static String kind(Node node) {
    String[] parts = node.path().split("\\.", 3);
    return parts[0] + "." + parts[1];
  }

  private static void named(Bundle bundle, String file, List<String> problems) {
    Matcher name = NAMED.matcher(file);
    if (!name.matches() || !KINDS.containsKey(name.group(1))) {
      return;
    }
    List<String> held =
        bundle
            .at("(targets\\.\\w+\\.)?resources\\.\\w+\\.[^.]+")
            .filter(node -> node.file().equals(file))
            .map(Node::path)
            .toList();
    boolean one =
        held.size() == 1 && held.get(0).contains("resources." + KINDS.get(name.group(1)) + ".");
    if (!one) {
      problems.add(
          file
              + ": a file of this name holds one resource of the kind '"
              + name.group(1)
              + "' and nothing else. Found: "
              + held);
    }
  }
}
