package io.penstock.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.year;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * What people write by hand: reads a file, cleans it, takes each order once, adds up, and writes
 * six tables with rewritten batches. It promises nothing: a second run shows readers no table for a
 * while, and bad rows are gone.
 */
final class HandWritten {
  private HandWritten() {}

  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    Dataset<Row> sales =
        IngestShape.CSV
            .read(spark, Path.of(arguments[0]))
            .withColumn("country", expr("trim(country)"))
            .where("order_id IS NOT NULL AND order_date IS NOT NULL AND units_sold > 0")
            .where("abs(total_revenue - units_sold * unit_price) < 0.01")
            .dropDuplicates("order_id")
            .cache();
    Dataset<Row> dated =
        sales
            .withColumn("year", year(col("order_date")))
            .withColumn("quarter", quarter(col("order_date")))
            .withColumn("month", month(col("order_date")));
    Properties properties = new Properties();
    properties.put("user", arguments[2]);
    properties.put("password", arguments[3]);
    properties.put("batchsize", "10000");
    String url =
        arguments[1] + (arguments[1].contains("?") ? "&" : "?") + "rewriteBatchedStatements=true";
    write(sales, "sales", url, properties);
    write(totals(dated, "year"), "revenue_by_year", url, properties);
    write(totals(dated, "region", "country", "year", "quarter"), "regional_sales", url, properties);
    write(totals(dated, "item_type", "sales_channel"), "product_profitability", url, properties);
    write(totals(dated, "sales_channel", "order_priority", "year"), "channel_mix", url, properties);
    write(totals(dated, "year", "month", "region"), "monthly", url, properties);
    System.exit(0);
  }

  private static Dataset<Row> totals(Dataset<Row> rows, String first, String... others) {
    return rows.groupBy(first, others)
        .agg(
            count(lit(1)).as("orders"),
            sum("units_sold").as("units"),
            sum("total_revenue").as("revenue"),
            sum("total_profit").as("profit"));
  }

  private static void write(Dataset<Row> rows, String table, String url, Properties properties) {
    rows.write().mode(SaveMode.Overwrite).jdbc(url, table, properties);
  }
}
