package io.penstock.bundle;

import io.penstock.spec.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Variables, resources and job parameters that are referred to are defined, and the other way. */
final class VariablesRule implements BundleRule {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{var\\.([^.}\\[]+)");
  private static final Pattern RESOURCE = Pattern.compile("\\$\\{resources\\.(\\w+\\.\\w+)\\.");
  private static final Pattern PARAMETER = Pattern.compile("\\{\\{job\\.parameters\\.([^}]*)}}");
  private static final Pattern OTHER = Pattern.compile("\\$\\{([^.}]+)\\.([^}]*)}");
  private static final Pattern HALF = Pattern.compile("\\$\\{[^}]*$|\\$\\{[^.}]*}");
  private static final Set<String> KNOWN =
      Set.of(
          "bundle.name",
          "bundle.target",
          "workspace.current_user.short_name",
          "workspace.current_user.userName",
          "workspace.file_path",
          "workspace.root_path");

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    Set<String> defined = keys(bundle, "variables\\.[^.]+");
    Set<String> used = new TreeSet<>();
    texts(bundle)
        .forEach(
            node -> {
              each(VARIABLE, node).forEach(use -> used.add(use.group(1)));
              each(VARIABLE, node)
                  .map(use -> use.group(1))
                  .filter(name -> !defined.contains(name))
                  .forEach(name -> problems.add(node.problem(unknown("variable", name, defined))));
              others(node, problems);
            });
    bundle
        .at("variables\\.[^.]+")
        .forEach(
            node -> {
              if (node.child("description").map(Node::text).orElse("").isBlank()) {
                problems.add(node.problem("the variable has no description."));
              }
              if (!used.contains(node.key())) {
                problems.add(node.problem("nothing uses the variable."));
              }
            });
    bundle
        .at("targets\\.\\w+\\.variables\\.[^.]+")
        .filter(node -> !defined.contains(node.key()))
        .forEach(node -> problems.add(node.problem(unknown("variable", node.key(), defined))));
    resources(bundle, problems);
    parameters(bundle, problems);
    return problems;
  }

  private static void others(Node node, List<String> problems) {
    each(OTHER, node)
        .filter(use -> !use.group(1).matches("var|resources"))
        .map(use -> use.group(1) + "." + use.group(2))
        .filter(name -> !KNOWN.contains(name))
        .forEach(name -> problems.add(node.problem(unknown("value", name, KNOWN))));
    if (HALF.matcher(node.text()).find()) {
      problems.add(node.problem("'" + node.text() + "' holds something that is no reference."));
    }
  }

  private static void resources(Bundle bundle, List<String> problems) {
    Set<String> defined =
        bundle
            .at("resources\\.\\w+\\.\\w+")
            .map(node -> node.path().substring("resources.".length()))
            .collect(Collectors.toCollection(TreeSet::new));
    texts(bundle)
        .forEach(
            node ->
                each(RESOURCE, node)
                    .map(use -> use.group(1))
                    .filter(name -> !defined.contains(name))
                    .forEach(
                        name -> problems.add(node.problem(unknown("resource", name, defined)))));
    bundle
        .at("targets\\.\\w+\\.resources\\.\\w+\\.\\w+")
        .filter(node -> !defined.contains(node.path().replaceFirst(".*?\\.resources\\.", "")))
        .forEach(node -> problems.add(node.problem(unknown("resource", node.key(), defined))));
  }

  private static void parameters(Bundle bundle, List<String> problems) {
    bundle
        .at("resources\\.jobs\\.\\w+")
        .forEach(
            job -> {
              String path = Pattern.quote(job.path());
              Set<String> defined =
                  bundle
                      .at(path + "\\.parameters\\[\\d+]\\.name")
                      .map(Node::text)
                      .collect(Collectors.toCollection(TreeSet::new));
              Set<String> used = new TreeSet<>();
              bundle
                  .at(path + "\\..*")
                  .filter(Node::isText)
                  .forEach(
                      node ->
                          each(PARAMETER, node)
                              .map(use -> use.group(1))
                              .forEach(
                                  name -> {
                                    used.add(name);
                                    if (!defined.contains(name)) {
                                      problems.add(
                                          node.problem(unknown("job parameter", name, defined)));
                                    }
                                  }));
              defined.stream()
                  .filter(name -> !used.contains(name))
                  .forEach(
                      n -> problems.add(job.problem("no task uses the parameter '" + n + "'.")));
            });
  }

  private static Stream<Node> texts(Bundle bundle) {
    return bundle.all().filter(Node::isText).filter(node -> !node.key().equals("description"));
  }

  private static Stream<MatchResult> each(Pattern pattern, Node node) {
    return pattern.matcher(node.text()).results();
  }

  private static Set<String> keys(Bundle bundle, String path) {
    return bundle
        .at(path)
        .filter(node -> node.value() instanceof Map<?, ?>)
        .map(Node::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String unknown(String kind, String name, Set<String> defined) {
    return "there is no " + kind + " '" + name + "'. " + Nearest.hint(name, defined);
  }
}
