package io.penstock.lake;

import io.penstock.spec.TableName;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table that is made to see whether that can be done, and dropped again. */
public final class ProbeTable {
  private final Lake lake;
  private final TableName table;

  /**
   * @param lake one whose tables a catalog holds
   */
  public ProbeTable(Lake lake, String layer) {
    this.lake = lake;
    this.table =
        new TableName(layer, "_penstock_doctor_" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Does with it what steps do with theirs; what Spark throws comes out as it is. */
  public void use() {
    Lake own = lake.forStep();
    String name = own.location().sql(table);
    Dataset<Row> row = own.spark().sql("SELECT 1 AS id, 'x' AS text");
    try {
      new CatalogTables(own).ensure(table, row.schema());
      row.write().format("delta").mode("append").saveAsTable(name);
      own.spark().sql("DELETE FROM " + name + " WHERE id = 1").collect();
      own.spark().table(name).count();
    } finally {
      own.spark().sql("DROP TABLE IF EXISTS " + name);
    }
  }
}
