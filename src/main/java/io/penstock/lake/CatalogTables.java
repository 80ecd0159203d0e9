package io.penstock.lake;

import static org.apache.spark.sql.functions.lit;

import io.penstock.spec.TableName;
import io.penstock.sql.Engine;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes tables of a catalog. Unity Catalog's managed tables map columns by name, and Delta refuses
 * to create such a table from rows while its change feed is on: so a table is made of its columns
 * first and filled then. Ended in between, it stands there without rows and without progress, which
 * is what a step takes for a table that is not there yet.
 */
final class CatalogTables {
  /** The property that says that a table was made here, and as which. */
  static final String MADE_AS = "penstock.table";

  private static final String FEED = "delta.enableChangeDataFeed";
  private static final String MAPPING = "delta.columnMapping.mode";

  /** The property of a table whose feed is off until it has been overwritten. */
  private static final String PAUSED = "penstock.change_feed_paused";

  private final Lake lake;

  CatalogTables(Lake lake) {
    this.lake = lake;
  }

  /** Makes the table unless it is there, and puts right what an ended overwrite has left. */
  void ensure(TableName table, StructType schema) {
    if (!lake.exists(table)) {
      lake.spark().sql(create(lake.location().sql(table), table, schema));
    } else if (properties(table).containsKey(PAUSED)) {
      resumeFeed(table);
    }
  }

  /**
   * Replaces all rows, and the schema with them, in one commit.
   *
   * @param commit does what it is given with the progress in the settings of the session
   */
  void overwrite(Dataset<Row> rows, TableName table, Consumer<Runnable> commit) {
    ensure(table, rows.schema());
    String name = lake.location().sql(table);
    StructType there = Engine.nullable(lake.spark().table(name).schema());
    if (there.equals(Engine.nullable(rows.schema()))) {
      commit.accept(() -> replace(rows.writeTo(name)));
      return;
    }
    boolean mapped = !properties(table).getOrDefault(MAPPING, "none").equals("none");
    if (mapped) {
      pauseFeed(table);
    }
    commit.accept(() -> replace(rows.writeTo(name).option("overwriteSchema", "true")));
    if (mapped) {
      resumeFeed(table);
    }
  }

  // Not by saveAsTable, which makes another table in the place of this one, and that is refused
  // too.
  private static void replace(DataFrameWriterV2<Row> writer) {
    try {
      writer.overwrite(lit(true));
    } catch (Exception e) {
      // Spark throws checked exceptions; who calls puts them into words.
      throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  // Of a table with mapped columns Delta takes no commit that has rows and drops a column while the
  // feed is on. Readers of changes start over with the new schema anyway.
  private void pauseFeed(TableName table) {
    alter(table, "SET TBLPROPERTIES ('" + FEED + "' = 'false', '" + PAUSED + "' = 'true')");
  }

  private void resumeFeed(TableName table) {
    alter(table, "SET TBLPROPERTIES ('" + FEED + "' = 'true')");
    alter(table, "UNSET TBLPROPERTIES IF EXISTS ('" + PAUSED + "')");
  }

  /** Whether it was made here. */
  boolean isMadeHere(TableName table) {
    return table.toString().equals(properties(table).get(MADE_AS));
  }

  private void alter(TableName table, String how) {
    lake.spark().sql("ALTER TABLE " + lake.location().sql(table) + " " + how);
  }

  private Map<String, String> properties(TableName table) {
    return lake
        .spark()
        .sql("SHOW TBLPROPERTIES " + lake.location().sql(table))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }

  static String create(String name, TableName table, StructType schema) {
    String columns =
        Arrays.stream(Engine.nullable(schema).fields())
            .map(CatalogTables::column)
            .collect(Collectors.joining(", "));
    return "CREATE TABLE IF NOT EXISTS "
        + name
        + " ("
        + columns
        + ") USING delta TBLPROPERTIES ('"
        + FEED
        + "' = 'true', '"
        + MADE_AS
        + "' = '"
        + table
        + "')";
  }

  private static String column(StructField field) {
    return LakeLocation.quoted(field.name()) + " " + field.dataType().sql();
  }
}
