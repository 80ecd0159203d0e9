package io.penstock.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that the bundle names exist, notebooks begin as Databricks wants it, and what the cluster
 * reads is uploaded.
 */
final class FilesRule implements BundleRule {
  private static final String HEADER = "-- Databricks notebook source";
  private static final String TASKS = "resources\\.jobs\\.\\w+\\.tasks\\[\\d+]\\.";

  @Override
  public List<String> problems(Bundle bundle) {
    List<String> problems = new ArrayList<>();
    bundle
        .at("include\\[\\d+]")
        .filter(glob -> bundle.matching(glob.text()).isEmpty())
        .forEach(glob -> problems.add(glob.problem("no file fits '" + glob.text() + "'.")));
    named(bundle)
        .filter(node -> !Files.isRegularFile(file(bundle, node)))
        .forEach(node -> problems.add(node.problem("there is no file '" + node.text() + "'.")));
    bundle
        .at("sync\\.paths\\[\\d+]")
        .filter(node -> !Files.isDirectory(bundle.root().resolve(node.text())))
        .forEach(node -> problems.add(node.problem("there is no folder '" + node.text() + "'.")));
    pipelines(bundle, problems);
    notebooks(bundle, problems);
    return problems;
  }

  private static Stream<Node> named(Bundle bundle) {
    return bundle.at(
        TASKS + "notebook_task\\.notebook_path|resources\\.dashboards\\.\\w+\\.file_path");
  }

  /** Paths of a file are relative to that file. */
  private static Path file(Bundle bundle, Node node) {
    return bundle.root().resolve(node.file()).resolveSibling(node.text()).normalize();
  }

  private static void pipelines(Bundle bundle, List<String> problems) {
    bundle
        .at("resources\\.jobs\\.\\w+\\.parameters\\[\\d+]")
        .filter(node -> node.child("name").map(Node::text).orElse("").equals("pipeline"))
        .flatMap(node -> node.child("default").stream())
        .forEach(
            node -> {
              if (!Files.isDirectory(bundle.root().resolve(node.text()))) {
                problems.add(node.problem("there is no folder '" + node.text() + "'."));
              }
              uploaded(bundle, node, node.text(), problems);
              environments(bundle, node, problems);
            });
    named(bundle)
        .filter(node -> node.key().equals("notebook_path"))
        .forEach(
            node ->
                uploaded(
                    bundle,
                    node,
                    bundle.root().relativize(file(bundle, node)).toString(),
                    problems));
  }

  private static void uploaded(Bundle bundle, Node node, String path, List<String> problems) {
    List<Node> uploads = bundle.at("sync\\.paths\\[\\d+]").toList();
    if (!uploads.isEmpty()
        && uploads.stream().noneMatch(each -> Path.of(path).startsWith(Path.of(each.text())))) {
      problems.add(node.problem("'" + path + "' is not under 'sync.paths', so it is not there."));
    }
  }

  private static void environments(Bundle bundle, Node pipeline, List<String> problems) {
    bundle
        .at("targets\\.\\w+")
        .forEach(
            target -> {
              String file = pipeline.text() + "/environments/" + target.key() + ".yml";
              if (!Files.isRegularFile(bundle.root().resolve(file))) {
                problems.add(target.problem("the environment file '" + file + "' is missing."));
              }
            });
  }

  private static void notebooks(Bundle bundle, List<String> problems) {
    for (String file : bundle.matching("notebooks/*.sql")) {
      if (!firstLine(bundle.root().resolve(file)).equals(HEADER)) {
        problems.add(file + ":1: the first line of a notebook must be exactly '" + HEADER + "'.");
      }
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).split("\n", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
