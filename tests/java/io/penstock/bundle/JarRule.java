package io.penstock.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar is the one that Maven makes, every task that needs it has it, and their classes run. */
final class JarRule implements BundleRule {
  private static final String TASKS = "resources\\.jobs\\.\\w+\\.tasks\\[\\d+]";
  private static final Pattern FINAL_NAME = Pattern.compile("<finalName>([^<]+)</finalName>");
  private static final Pattern EXCLUDED =
      Pattern.compile("<exclude>(io/penstock/\\w+)/\\*\\*</exclude>");

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    String jar = "target/" + found(FINAL_NAME, bundle).iterator().next() + ".jar";
    bundle
        .at("artifacts\\.\\w+\\.files\\[\\d+]\\.source")
        .filter(node -> !node.text().equals(jar))
        .forEach(node -> problems.add(node.problem("Maven makes '" + jar + "'.")));
    bundle
        .at(TASKS + "\\.libraries\\[\\d+]\\.jar")
        .filter(node -> !from(bundle, node).equals(jar))
        .forEach(node -> problems.add(node.problem("no artifact is '" + node.text() + "'.")));
    bundle
        .at(TASKS)
        .filter(task -> task.child("spark_jar_task").isPresent())
        .filter(task -> !task.child("libraries").map(Node::text).orElse("").contains("jar="))
        .forEach(task -> problems.add(task.problem("the task has no jar among its libraries.")));
    Set<String> elsewhere = found(EXCLUDED, bundle);
    bundle
        .at(TASKS + "\\.spark_jar_task\\.main_class_name")
        .forEach(node -> mainClass(node, elsewhere, problems));
    return problems;
  }

  private static String from(Bundle bundle, Node node) {
    Path file = bundle.root().resolve(node.file()).resolveSibling(node.text()).normalize();
    return bundle.root().relativize(file).toString();
  }

  private static void mainClass(Node node, Set<String> elsewhere, List<String> problems) {
    try {
      Class<?> type = Class.forName(node.text(), false, JarRule.class.getClassLoader());
      if (elsewhere.contains(type.getPackageName().replace('.', '/'))) {
        problems.add(node.problem("the class '" + node.text() + "' is not in the job jar."));
      }
      if (!Modifier.isStatic(type.getMethod("main", String[].class).getModifiers())) {
        problems.add(node.problem("the 'main' of '" + node.text() + "' is not static."));
      }
    } catch (ClassNotFoundException e) {
      problems.add(node.problem("there is no class '" + node.text() + "'."));
    } catch (NoSuchMethodException e) {
      problems.add(node.problem("the class '" + node.text() + "' has no 'main'."));
    }
  }

  private static Set<String> found(Pattern pattern, Bundle bundle) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(bundle.root().resolve("pom.xml")));
      Set<String> all = new java.util.TreeSet<>();
      matcher.results().forEach(result -> all.add(result.group(1)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
