package io.penstock.publish.glue;

import io.penstock.publish.Publication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Partitions as parameters of the table, which Athena derives them from: so folder and partitions
 * of a version come by one request. Entries of their own could only be changed one after another.
 */
final class PartitionProjection {
  private static final String PROJECTION = "projection.";
  private static final String TEMPLATE = "storage.location.template";
  private static final String NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

  private PartitionProjection() {}

  /**
   * @param folder that of the version
   * @param partitions their values, by column
   */
  static Map<String, String> parameters(
      Publication publication, String folder, Map<String, List<String>> partitions) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("classification", "parquet");
    if (partitions.isEmpty()) {
      return parameters;
    }
    partitions.forEach(
        (column, values) -> {
          values.stream()
              .filter(PartitionProjection::cannotBeListed)
              .findFirst()
              .ifPresent(
                  value -> {
                    throw GlueErrors.partition(publication, column, value);
                  });
          String name = PROJECTION + GlueTables.folded(column);
          parameters.put(name + ".type", "enum");
          parameters.put(name + ".values", String.join(",", values));
        });
    parameters.put(PROJECTION + "enabled", "true");
    parameters.put(
        TEMPLATE,
        partitions.keySet().stream()
            .map(column -> column + "=${" + GlueTables.folded(column) + "}")
            .collect(Collectors.joining("/", folder + "/", "/")));
    return parameters;
  }

  /** A list of values is parted by commas, and its values are not unescaped. */
  private static boolean cannotBeListed(String value) {
    return value.equals(NULL_FOLDER) || value.contains(",") || value.contains("%");
  }

  /** Whether a parameter is one of those that an earlier version may have left. */
  static boolean isOfPartitions(String parameter) {
    return parameter.startsWith(PROJECTION) || parameter.equals(TEMPLATE);
  }
}
