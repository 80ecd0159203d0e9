package io.penstock.publish.redshift;

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
import io.penstock.spec.StagingSpec;
import io.penstock.spec.StagingSpec.Loader;
import io.penstock.spec.TableLayout;
import io.penstock.spec.TableName;
import io.penstock.testing.TestSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** A Delta table {@code gold.sales} on the disk that changes, and its publication as table t. */
final class WarehouseShelf {
  private static final TableName NAME = TableName.gold("sales");

  private final SparkSession spark;
  private final Lake lake;
  private final String path;

  List<String> keys = List.of("id");
  PublishSpec.Mode mode = PublishSpec.Mode.UPSERT;
  PublishSpec.Deletes deletes = PublishSpec.Deletes.TRACKED;
  Optional<Limit> maxDelete = Optional.empty();
  PublishSpec.Ddl ddl = PublishSpec.Ddl.ADDITIVE;
  Map<String, String> types = Map.of();
  TableLayout layout = TableLayout.NONE;
  Loader loader = Loader.COPY;
  Optional<StagingSpec.Format> format = Optional.empty();
  boolean whole;
  String owner = "sales of lake";
  LockTimeouts patience = new LockTimeouts(2, 1, 4);

  WarehouseShelf(Path root) {
    this(root, TestSpark.session());
  }

  WarehouseShelf(Path root, SparkSession spark) {
    this.spark = spark;
    LakeLocation location = new LakeLocation(root.toUri().toString(), Optional.empty());
    this.lake = new Lake(spark, location);
    this.path = location.path(NAME);
  }

  /** Makes the table anew from a query. */
  WarehouseShelf is(String query) {
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
  WarehouseShelf sql(String statement) {
    spark.sql(statement.replace("@", "delta.`" + path + "`"));
    return this;
  }

  List<String> rows(String columns) {
    return spark
        .sql("SELECT " + columns + " FROM delta.`" + path + "` ORDER BY 1")
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  private long version() {
    return DeltaLog.forTable(spark, path)
        .update(false, scala.Option.empty(), scala.Option.empty())
        .version();
  }

  GoldTable gold() {
    return new GoldTable(lake, NAME, publication(version()).source());
  }

  Publication publication(long version) {
    return new Publication(
        "publish.analytics.t",
        NAME,
        new Publication.Shape("t", keys, false, types, List.of(), layout),
        new Publication.Edition(
            "run-" + version,
            owner,
            new TableProgress(
                version,
                version,
                -1,
                "made-once",
                "d",
                version,
                Map.of(),
                Map.of(),
                TableProgress.Standing.AS_LEFT),
            new Definition("definition", Set.of())),
        new Publication.Delivery(
            mode, deletes, new PublishSpec.Guard(maxDelete, Optional.of(ddl)), ddl),
        new Origin("publish/analytics.yml", 3));
  }

  /** As a run does: anew when the target does not have it, else by what changed. */
  Target.Delivered publish(RedshiftEndpoint server) {
    GoldTable gold = gold();
    Publication publication = publication(gold.version());
    try (RedshiftTarget target =
        new RedshiftTarget(server, Warehouse.place(loader, format), patience)) {
      return whole || target.published("t").isEmpty()
          ? target.refresh(publication, gold, ProgressListener.SILENT)
          : target.update(publication, gold, ProgressListener.SILENT);
    }
  }

  String preview(RedshiftEndpoint server) {
    GoldTable gold = gold();
    Publication publication = publication(gold.version());
    try (RedshiftTarget target =
        new RedshiftTarget(server, Warehouse.place(loader, format), patience)) {
      return target.published("t").isEmpty()
          ? target.previewRefresh(publication, gold).sentence()
          : target.previewUpdate(publication, gold).sentence();
    }
  }
}
