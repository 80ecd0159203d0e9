package io.penstock.publish;

import io.penstock.plan.Published;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * The current version of an export.
 *
 * @param published what it is a version of
 * @param folders those of its files, as URLs
 * @param schema its columns, those of its partitions among them
 * @param partitions for each column whose values are folders, in their order, those values
 */
public record Exported(
    Published published,
    List<String> folders,
    StructType schema,
    Map<String, List<String>> partitions) {}
