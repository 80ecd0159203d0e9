package io.penstock.bench;

import io.penstock.local.MySqlAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pipeline that does what {@link HandWritten} does. */
final class WholeWayPipeline {
  private static final String TOTALS =
      "count(*) AS orders, sum(units_sold) AS units, sum(total_revenue) AS revenue,"
          + " sum(total_profit) AS profit FROM silver.sales GROUP BY ";

  private WholeWayPipeline() {}

  static void write(Path folder, Path file, String url, MySqlAccess server) throws IOException {
    IngestShape.CSV.pipeline(folder, folder.resolve("lake"));
    // The lake is the embedded one, as for anybody who tries it.
    write(
        folder.resolve("environments/local.yml"),
        """
        connections:
          warehouse: {url: "%s", user: "%s", password: "%s"}
        """
            .formatted(url, server.user(), server.password()));
    Path source = folder.resolve("sources/sales.yml");
    write(source, Files.readString(source).replace("../data", file.getParent().toString()));
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("sales", "order_id");
    keys.put("revenue_by_year", "year");
    keys.put("regional_sales", "region, country, year, quarter");
    keys.put("product_profitability", "item_type, sales_channel");
    keys.put("channel_mix", "sales_channel, order_priority, year");
    keys.put("monthly", "year, month, region");
    StringBuilder publish =
        new StringBuilder("to: {mysql: warehouse}\ndefaults: {mode: swap}\ntables:\n");
    for (Map.Entry<String, String> table : keys.entrySet()) {
      String by =
          table
              .getValue()
              .replace("year", "year(order_date) AS year")
              .replace("quarter", "quarter(order_date) AS quarter")
              .replace("month,", "month(order_date) AS month,");
      write(
          folder.resolve("gold/" + table.getKey() + ".sql"),
          table.getKey().equals("sales")
              ? "SELECT " + IngestShape.columns() + " FROM silver.sales\n"
              : "SELECT " + by + ", " + TOTALS + "ALL\n");
      write(
          folder.resolve("gold/" + table.getKey() + ".yml"), "keys: [" + table.getValue() + "]\n");
      publish.append("  ").append(table.getKey()).append(": {}\n");
    }
    write(folder.resolve("publish/warehouse.yml"), publish.toString());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
