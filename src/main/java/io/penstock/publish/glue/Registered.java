package io.penstock.publish.glue;

import io.penstock.plan.Published;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * A table that lies somewhere, as the catalog needs to know it.
 *
 * @param source what it is a version of
 * @param location its folder, {@code s3://…}
 * @param columns without those of the partitions
 * @param partitions the columns whose values are folders
 * @param storage how its files are read
 * @param parameters what tells readers of the kind
 */
record Registered(
    Published source,
    String location,
    StructType columns,
    StructType partitions,
    StorageFormat storage,
    Map<String, String> parameters) {

  /** The parameters that tell readers of the kind. */
  static final Set<String> OF_KIND =
      Set.of("table_type", "classification", "spark.sql.sources.provider");

  /** A Delta table: Athena reads columns, partitions and rows from its log. */
  static Registered delta(Published source, String location, StructType schema) {
    return new Registered(
        source,
        location,
        schema,
        new StructType(),
        StorageFormat.DELTA,
        Map.of(
            "table_type",
            "DELTA",
            "classification",
            "delta",
            "spark.sql.sources.provider",
            "delta"));
  }

  /** Where it lies in S3 by the scheme that AWS knows; other places stay as they are. */
  static String s3(String location) {
    return location.replaceFirst("^s3[an]://", "s3://");
  }
}
