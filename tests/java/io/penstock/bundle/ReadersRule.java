package io.penstock.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the dashboard and the notebooks read is granted to those who look at them. */
final class ReadersRule implements BundleRule {
  private static final Pattern READ =
      Pattern.compile("(?i)\\b(?:FROM|JOIN) +(bronze|silver|gold|quarantine|ops|landing)\\.");
  private static final String ANALYSTS = "${var.analysts_group}";

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    TreeSet<String> granted = new TreeSet<>();
    bundle
        .at("resources\\.schemas\\.\\w+\\.grants\\[\\d+]")
        .filter(grant -> grant.child("principal").map(Node::text).orElse("").equals(ANALYSTS))
        .filter(grant -> grant.text().contains("SELECT"))
        .forEach(grant -> granted.add(grant.path().split("\\.")[2]));
    List<String> files = new ArrayList<>(bundle.matching("notebooks/*.sql"));
    files.addAll(bundle.matching("resources/*.lvdash.json"));
    for (String file : files) {
      TreeSet<String> read = new TreeSet<>();
      READ.matcher(text(bundle, file)).results().map(ReadersRule::schema).forEach(read::add);
      read.removeAll(granted);
      read.forEach(
          schema ->
              problems.add(file + ": analysts have no right to read the schema '" + schema + "'."));
    }
    return problems;
  }

  private static String schema(MatchResult use) {
    return use.group(1).toLowerCase(java.util.Locale.ROOT);
  }

  private static String text(Bundle bundle, String file) {
    try {
      return Files.readString(bundle.root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
