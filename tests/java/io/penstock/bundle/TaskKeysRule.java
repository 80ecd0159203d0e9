package io.penstock.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tasks depend on tasks and run on clusters that there are; nothing goes in circles. */
final class TaskKeysRule implements BundleRule {
  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    bundle.at("resources\\.jobs\\.\\w+").forEach(job -> job(bundle, job, problems));
    return problems;
  }

  private static void job(Bundle bundle, Node job, List<String> problems) {
    String path = java.util.regex.Pattern.quote(job.path());
    List<Node> keys = bundle.at(path + "\\.tasks\\[\\d+]\\.task_key").toList();
    Set<String> tasks = keys.stream().map(Node::text).collect(Collectors.toSet());
    if (tasks.size() < keys.size()) {
      problems.add(job.problem("two tasks have one 'task_key'."));
    }
    bundle
        .at(path + "\\.tasks\\[\\d+]\\.depends_on\\[\\d+]\\.task_key")
        .filter(node -> !tasks.contains(node.text()))
        .forEach(node -> problems.add(node.problem("there is no task '" + node.text() + "'.")));
    clusters(bundle, job, path, problems);
    circles(bundle, job, path, keys, problems);
  }

  private static void clusters(Bundle bundle, Node job, String path, List<String> problems) {
    Set<String> clusters =
        bundle
            .at(path + "\\.job_clusters\\[\\d+]\\.job_cluster_key")
            .map(Node::text)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Node> used = bundle.at(path + "\\.tasks\\[\\d+]\\.job_cluster_key").toList();
    for (Node node : used) {
      if (!clusters.contains(node.text())) {
        problems.add(node.problem("there is no job cluster '" + node.text() + "'."));
      }
    }
    used.stream().map(Node::text).forEach(clusters::remove);
    clusters.forEach(key -> problems.add(job.problem("no task uses the cluster '" + key + "'.")));
    bundle
        .at(path + "\\.tasks\\[\\d+]")
        .filter(task -> task.child("spark_jar_task").isPresent())
        .filter(task -> task.child("job_cluster_key").isEmpty())
        .forEach(task -> problems.add(task.problem("a jar task needs a 'job_cluster_key'.")));
  }

  private static void circles(
      Bundle bundle, Node job, String path, List<Node> keys, List<String> problems) {
    Map<String, Set<String>> waits = new LinkedHashMap<>();
    for (Node key : keys) {
      String task = java.util.regex.Pattern.quote(key.path().replaceAll("\\.task_key$", ""));
      waits.put(
          key.text(),
          bundle
              .at(task + "\\.depends_on\\[\\d+]\\.task_key")
              .map(Node::text)
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
    Set<String> done = new TreeSet<>();
    while (waits
        .entrySet()
        .removeIf(task -> done.containsAll(task.getValue()) && add(done, task))) {
      // Each round takes the tasks whose predecessors are done.
    }
    waits.keySet().stream()
        .filter(
            task ->
                waits.get(task).stream().allMatch(w -> waits.containsKey(w) || done.contains(w)))
        .forEach(task -> problems.add(job.problem("the task '" + task + "' waits for itself.")));
  }

  private static boolean add(Set<String> done, Map.Entry<String, Set<String>> task) {
    return done.add(task.getKey());
  }
}
