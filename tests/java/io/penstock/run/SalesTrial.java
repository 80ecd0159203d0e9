package io.penstock.run;

import io.penstock.testing.Trial;
import java.nio.file.Path;

/** The sample pipeline's models over files that a test writes. */
final class SalesTrial {
  static final String HEADER = "Order ID,Country,Order Date,Units,Price,Revenue\n";

  private SalesTrial() {}

  static Trial in(Path root) {
    return new Trial(root)
        .file("sources/sales.yml", source(""))
        .file(
            "silver/sales.sql",
            "SELECT order_id, trim(country) AS country, order_date, units, price, revenue\n"
                + "FROM bronze.sales\n")
        .file(
            "silver/sales.yml",
            """
            keys: [order_id]
            apply: {as: upsert, order_by: _ingested_at}
            expect:
              - {name: has_id, that: "order_id IS NOT NULL", else: quarantine}
              - {name: has_date, that: "order_date IS NOT NULL", else: quarantine}
              - {name: adds_up, that: "abs(revenue - units * price) < 0.01", else: quarantine, fail_above: 50%}
            """)
        .file(
            "gold/by_country.sql",
            "SELECT country, count(*) AS orders, sum(revenue) AS revenue FROM silver.sales GROUP BY country\n")
        .file("gold/by_country.yml", "keys: [country]\n");
  }

  /** The source file with more lines at its end. */
  static String source(String more) {
    return """
        source: {type: files, path: ../data}
        format: {type: csv}
        schema:
          columns:
            order_id: {type: bigint, from: "Order ID"}
            country: {type: string, from: "Country"}
            order_date: {type: date, from: "Order Date", pattern: "M/d/yyyy"}
            units: {type: int, from: "Units"}
            price: {type: "decimal(12,2)", from: "Price"}
            revenue: {type: "decimal(18,2)", from: "Revenue"}
        """
        + more;
  }
}
