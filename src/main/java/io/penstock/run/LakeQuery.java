package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.lake.SparkFailures;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** SQL over the tables of a lake by their short names, as a notebook has them. */
public final class LakeQuery {
  private final Lake lake;
  private final ResolvedPipeline pipeline;

  public LakeQuery(Lake lake, ResolvedPipeline pipeline) {
    this.lake = lake;
    this.pipeline = pipeline;
  }

  /**
   * The rows of a statement.
   *
   * @throws SpecException if Spark cannot make sense of it
   */
  public Dataset<Row> rows(String sql) {
    SparkSession spark = lake.spark();
    if (lake.location().catalog().isPresent()) {
      // SET rather than USE, which only Databricks knows.
      spark.sql("SET CATALOG " + LakeLocation.quoted(lake.location().catalog().get()));
    } else {
      named(sql).stream().filter(lake::exists).forEach(table -> register(spark, table));
    }
    try {
      return spark.sql(sql);
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      throw wrong(e);
    }
  }

  private static SpecException wrong(Exception e) {
    return new SpecException(
        "query: cannot run because "
            + SparkFailures.reason(e)
            + ". Tables are named as in gold.revenue_by_year; SHOW TABLES IN gold lists them.",
        e);
  }

  /** The tables that the text names; all of them where it names none, as SHOW TABLES does. */
  private Set<TableName> named(String sql) {
    String text = sql.toLowerCase(Locale.ROOT).replace("`", "");
    Set<TableName> named = new TreeSet<>(tables());
    named.removeIf(table -> !text.contains(table.toString()));
    return named.isEmpty() ? tables() : named;
  }

  private Set<TableName> tables() {
    Set<TableName> tables = new TreeSet<>(pipeline.tables().keySet());
    for (TableName table : pipeline.tables().keySet()) {
      tables.add(table.quarantine());
    }
    for (String name : new String[] {"runs", "steps", "checks"}) {
      tables.add(TableName.ops(name));
    }
    return tables;
  }

  private void register(SparkSession spark, TableName table) {
    spark.sql("CREATE DATABASE IF NOT EXISTS " + LakeLocation.quoted(table.layer()));
    spark.sql(
        "CREATE TABLE IF NOT EXISTS "
            + LakeLocation.quoted(table.layer())
            + "."
            + LakeLocation.quoted(table.name())
            + " USING delta LOCATION '"
            + lake.location().path(table).replace("'", "\\'")
            + "'");
  }
}
