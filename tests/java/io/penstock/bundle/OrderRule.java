package io.penstock.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lies in a volume of the bundle refers to a field of that volume: otherwise the job may be
 * made before the volume that its trigger watches. Not to {@code volume_path}, which the command
 * line knows too early to wait for it.
 */
final class OrderRule implements BundleRule {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{var\\.(\\w+)}");
  private static final Pattern WAITS = Pattern.compile("\\$\\{resources\\.volumes\\.\\w+\\.name}");
  private static final int DEEPEST = 5;

  @Override
  public List<String> problems(Bundle bundle) {
    Map<String, String> variables = new HashMap<>();
    bundle
        .at("variables\\.\\w+\\.default")
        .filter(Node::isText)
        .forEach(node -> variables.put(node.path().split("\\.")[1], node.text()));
    List<String> problems = new ArrayList<>();
    bundle
        .at("resources\\.jobs\\..*")
        .filter(Node::isText)
        .forEach(
            node -> {
              String text = resolved(node.text(), variables);
              if (text.matches("(.*=)?/Volumes/.*") && !WAITS.matcher(text).find()) {
                problems.add(
                    node.problem(
                        "'"
                            + text
                            + "' does not refer to the name of a volume of the bundle, so the job may"
                            + " be made before it."));
              }
            });
    bundle
        .all()
        .filter(Node::isText)
        .filter(node -> node.text().contains(".volume_path}"))
        .forEach(
            node ->
                problems.add(node.problem("'volume_path' does not make anything wait for it.")));
    return problems;
  }

  private static String resolved(String text, Map<String, String> variables) {
    String now = text;
    for (int i = 0; i < DEEPEST; i++) {
      Matcher matcher = VARIABLE.matcher(now);
      now =
          matcher.replaceAll(
              use -> Matcher.quoteReplacement(variables.getOrDefault(use.group(1), use.group())));
    }
    return now;
  }
}
