package io.penstock.lake;

import io.penstock.spec.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the tables of a pipeline are: under a path, or in a catalog that knows their paths.
 *
 * @param root the path under which landing files lie, and the tables too when there is no catalog
 */
public record LakeLocation(String root, Optional<String> catalog) {
  public LakeLocation {
    root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  /** The same, as Spark finds it on a platform. */
  LakeLocation on(Platform platform) {
    return new LakeLocation(StoragePath.of(root, platform).forSpark(), catalog);
  }

  /** What tells this lake from another, for people. */
  public String display() {
    return catalog.map(name -> "catalog " + name).orElse(root);
  }

  /** How SQL names the table. */
  public String sql(TableName table) {
    return catalog
        .map(c -> quoted(c) + "." + quoted(table.layer()) + "." + quoted(table.name()))
        .orElseGet(() -> "delta." + quoted(path(table)));
  }

  /** Where the table's files are, when no catalog decides that. */
  public String path(TableName table) {
    return root + "/" + table.layer() + "/" + table.name();
  }

  /** The folder of a source's landed files. */
  public String landingFolder(String source) {
    return root + "/landing/_files/" + source;
  }

  /** An identifier between back-ticks. */
  public static String quoted(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  /** The condition that a column has one of these texts. */
  public static String isOneOf(String column, List<String> texts) {
    return quoted(column)
        + " IN ("
        + texts.stream()
            .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
            .collect(Collectors.joining(", "))
        + ")";
  }
}
