package io.penstock.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys and values that still work and have been replaced, and look-ups of look-ups. */
final class OutdatedRule implements BundleRule {
  private static final Map<String, String> KEYS =
      Map.of(
          ".*\\.email_notifications\\.no_alert_for_skipped_runs",
          "notification_settings.no_alert_for_skipped_runs",
          ".*\\.compute_id",
          "cluster_id",
          "environments",
          "targets");
  private static final Map<String, String> MODES =
      Map.of(
          "SINGLE_USER", "DATA_SECURITY_MODE_DEDICATED",
          "USER_ISOLATION", "DATA_SECURITY_MODE_STANDARD");

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    KEYS.forEach(
        (path, instead) ->
            bundle
                .at(path)
                .forEach(node -> problems.add(node.problem("say '" + instead + "' instead."))));
    bundle
        .at(".*\\.data_security_mode")
        .filter(node -> MODES.containsKey(node.text()))
        .forEach(
            node -> problems.add(node.problem("say '" + MODES.get(node.text()) + "' instead.")));
    List<String> lookedUp =
        bundle.at("variables\\.\\w+\\.lookup").map(node -> node.path().split("\\.")[1]).toList();
    bundle
        .at("variables\\.\\w+\\.lookup\\.\\w+")
        .filter(node -> lookedUp.stream().anyMatch(v -> node.text().contains("${var." + v + "}")))
        .forEach(node -> problems.add(node.problem("a look-up cannot refer to a look-up.")));
    return problems;
  }
}
