package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.ops.ProgressListener;
import io.penstock.plan.Definition;
import io.penstock.plan.TableProgress;
import io.penstock.publish.GoldTable;
import io.penstock.publish.Publication;
import io.penstock.publish.Target;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.spec.Limit;
import io.penstock.spec.Origin;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableName;
import io.penstock.testing.TestSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** A Delta table {@code gold.sales} on the disk that changes, and its publication as table t. */
final class GoldShelf {
  private static final TableName NAME = TableName.gold("sales");

  final SparkSession spark;
  private final Lake lake;
  private final String path;

  List<String> keys = List.of("id");
  boolean keysChecked;
  PublishSpec.Mode mode = PublishSpec.Mode.UPSERT;
  PublishSpec.Deletes deletes = PublishSpec.Deletes.TRACKED;
  Optional<Limit> maxDelete = Optional.empty();
  PublishSpec.Ddl ddl = PublishSpec.Ddl.ADDITIVE;
  Map<String, String> types = Map.of();
  List<List<String>> indexes = List.of();
  String generation = "made-once";
  String owner = "sales of lake";
  LockTimeouts patience = new LockTimeouts(10, 1, 8);

  GoldShelf(Path root) {
    this(root, TestSpark.session());
  }

  GoldShelf(Path root, SparkSession spark) {
    this.spark = spark;
    LakeLocation location = new LakeLocation(root.toUri().toString(), Optional.empty());
    this.lake = new Lake(spark, location);
    this.path = location.path(NAME);
  }

  /** Makes the table anew from a query. */
  GoldShelf is(String query) {
    spark
        .sql(query)
        .coalesce(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .save(path);
    return this;
  }

  /** Runs a statement in which {@code @} stands for the table. */
  GoldShelf sql(String statement) {
    spark.sql(statement.replace("@", "delta.`" + path + "`"));
    return this;
  }

  String path() {
    return path;
  }

  long version() {
    return DeltaLog.forTable(spark, path)
        .update(false, scala.Option.empty(), scala.Option.empty())
        .version();
  }

  Dataset<Row> rows() {
    return gold().rows();
  }

  GoldTable gold() {
    return new GoldTable(lake, NAME, publication(version()).source());
  }

  Publication publication(long version) {
    return new Publication(
        "publish.warehouse.t",
        NAME,
        new Publication.Shape("t", keys, keysChecked, types, indexes),
        new Publication.Edition(
            "run-" + version,
            owner,
            new TableProgress(
                version,
                version,
                -1,
                generation,
                "d",
                version,
                Map.of(),
                Map.of(),
                TableProgress.Standing.AS_LEFT),
            new Definition("definition", Set.of())),
        new Publication.Delivery(
            mode, deletes, new PublishSpec.Guard(maxDelete, Optional.of(ddl)), ddl),
        new Origin("publish/warehouse.yml", 3));
  }

  /** As a run does: anew when the target does not have it, else by what changed. */
  Target.Delivered publish(MySqlEndpoint server) {
    GoldTable gold = gold();
    Publication publication = publication(gold.version());
    try (MySqlTarget target = new MySqlTarget(server, patience)) {
      return target.published("t").isEmpty()
          ? target.refresh(publication, gold, ProgressListener.SILENT)
          : target.update(publication, gold, ProgressListener.SILENT);
    }
  }

  String preview(MySqlEndpoint server) {
    GoldTable gold = gold();
    try (MySqlTarget target = new MySqlTarget(server, patience)) {
      return (target.published("t").isEmpty()
              ? target.previewRefresh(publication(gold.version()), gold)
              : target.previewUpdate(publication(gold.version()), gold))
          .sentence();
    }
  }
}
