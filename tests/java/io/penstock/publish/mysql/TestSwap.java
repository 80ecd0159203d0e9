package io.penstock.publish.mysql;

import io.penstock.io.mysql.MySqlEndpoint;
import io.penstock.ops.Counts;
import io.penstock.plan.Definition;
import io.penstock.plan.TableProgress;
import io.penstock.publish.Publication;
import io.penstock.publish.jdbc.LockTimeouts;
import io.penstock.spec.Origin;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One swap, said briefly. */
record TestSwap(
    MySqlEndpoint endpoint,
    Dataset<Row> rows,
    String table,
    List<String> keys,
    Map<String, String> types,
    List<List<String>> indexes,
    long version,
    LockTimeouts patience) {
  private static final PublishSpec.Guard NO_GUARD =
      new PublishSpec.Guard(Optional.empty(), Optional.empty());

  TestSwap(MySqlEndpoint endpoint, Dataset<Row> rows) {
    this(endpoint, rows, "t", List.of("id"), Map.of(), List.of(), 1, new LockTimeouts(10, 1, 8));
  }

  TestSwap to(MySqlEndpoint other) {
    return new TestSwap(other, rows, table, keys, types, indexes, version, patience);
  }

  TestSwap table(String name) {
    return new TestSwap(endpoint, rows, name, keys, types, indexes, version, patience);
  }

  TestSwap keys(String... names) {
    return new TestSwap(endpoint, rows, table, List.of(names), types, indexes, version, patience);
  }

  TestSwap withoutKeys() {
    return keys(new String[0]);
  }

  TestSwap types(Map<String, String> chosen) {
    return new TestSwap(endpoint, rows, table, keys, chosen, indexes, version, patience);
  }

  TestSwap indexes(List<List<String>> wanted) {
    return new TestSwap(endpoint, rows, table, keys, types, wanted, version, patience);
  }

  TestSwap version(long number) {
    return new TestSwap(endpoint, rows, table, keys, types, indexes, number, patience);
  }

  TestSwap patience(LockTimeouts other) {
    return new TestSwap(endpoint, rows, table, keys, types, indexes, version, other);
  }

  Publication publication() {
    return new Publication(
        "publish.warehouse." + table,
        TableName.gold("sales"),
        new Publication.Shape(table, keys, false, types, indexes),
        new Publication.Edition(
            "run-" + version,
            "sales of lake",
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
            PublishSpec.Mode.SWAP, PublishSpec.Deletes.TRACKED, NO_GUARD, PublishSpec.Ddl.ANY),
        new Origin("publish/warehouse.yml", 3));
  }

  Counts run() {
    try (MySqlTarget target = new MySqlTarget(endpoint, patience)) {
      return target.swap(publication(), rows).counts();
    }
  }
}
