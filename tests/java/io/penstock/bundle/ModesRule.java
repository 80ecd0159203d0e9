package io.penstock.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What development and production mode ask for, which shows only when somebody deploys. */
final class ModesRule implements BundleRule {
  private static final Pattern USER =
      Pattern.compile("^~/|\\$\\{workspace\\.current_user\\.(short_name|userName)}");
  private static final Pattern PATHS = Pattern.compile("(root|file|state|artifact|resource)_path");

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    bundle
        .all()
        .filter(node -> node.key().matches("pause_status|trigger_pause_status"))
        .forEach(
            node ->
                problems.add(
                    node.problem(
                        "'" + node.key() + "' takes from the targets what their mode decides.")));
    bundle.at("targets\\.\\w+").forEach(target -> target(bundle, target, problems));
    if (bundle.at("targets\\.\\w+\\.default").filter(n -> n.text().equals("true")).count() != 1) {
      problems.add(Bundle.MAIN + ": targets: exactly one target must be the default.");
    }
    return problems;
  }

  private static void target(Bundle bundle, Node target, List<String> problems) {
    String mode = target.child("mode").map(Node::text).orElse("");
    if (mode.equals("development")) {
      bundle
          .at(Pattern.quote(target.path()) + "\\.workspace\\.\\w+|workspace\\.\\w+")
          .filter(node -> PATHS.matcher(node.key()).matches())
          .filter(node -> !USER.matcher(node.text()).find())
          .forEach(
              node ->
                  problems.add(
                      node.problem("in development the path must contain the user's name.")));
    } else if (mode.equals("production")) {
      production(bundle, target, problems);
    } else {
      problems.add(target.problem("the target has no mode."));
    }
  }

  private static void production(Bundle bundle, Node target, List<String> problems) {
    if (target.child("workspace").flatMap(w -> w.child("root_path")).isEmpty()) {
      problems.add(target.problem("production needs a 'workspace.root_path'."));
    }
    if (target.child("run_as").isEmpty()) {
      problems.add(target.problem("production needs a 'run_as'."));
    }
    bundle
        .at("resources\\.dashboards\\.\\w+\\.embed_credentials")
        .filter(node -> node.text().equals("true"))
        .forEach(
            node -> problems.add(node.problem("production refuses dashboards with credentials.")));
  }
}
