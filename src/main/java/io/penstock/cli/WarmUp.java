package io.penstock.cli;

import io.penstock.lake.KeyedWrite;
import io.penstock.lake.KeyedWriter;
import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkSessions;
import io.penstock.lake.StepCommit;
import io.penstock.local.LocalDisk;
import io.penstock.spec.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Uses Spark and Delta once in a temporary folder, so that the launcher can keep the classes that a
 * run loads in an archive, from which the JVM starts several seconds faster.
 */
public final class WarmUp {
  private WarmUp() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("penstock-warm-up");
    SparkSession spark = SparkSessions.local(LocalDisk.settings());
    try {
      Lake lake =
          new Lake(spark, new LakeLocation(folder.toUri().toString(), java.util.Optional.empty()))
              .forStep();
      TableName table = TableName.gold("warm_up");
      for (int batch = 1; batch <= 2; batch++) {
        Dataset<Row> rows =
            lake.spark()
                .range(10)
                .selectExpr(
                    "id AS k", "sum(id + " + batch + ") OVER () AS v", "date'2020-01-01' AS d");
        StepCommit commit =
            new StepCommit(
                "gold.warm_up", "warm-up", batch, "1", "1", Map.of(), Map.of(), null, null);
        new KeyedWriter(lake).write(rows, KeyedWrite.whole(table, List.of("k")), commit, commit);
      }
      lake.state(table).ifPresent(state -> lake.added(table, 0, state.version()).count());
    } finally {
      spark.stop();
      remove(folder);
    }
    System.exit(0);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
