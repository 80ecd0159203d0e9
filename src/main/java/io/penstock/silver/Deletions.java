package io.penstock.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.penstock.lake.LakeLocation;
import io.penstock.quality.Rules;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that are there to remove the row of their key, by {@code apply.delete_when}. No rule is held
 * against them: what is to go need not be valid.
 */
record Deletions(SilverSpec model) {
  /** True for such a row. */
  static final String GONE = "__gone";

  boolean any() {
    return model.apply().deleteWhen().isPresent();
  }

  Rules of(Rules rules) {
    return any() ? rules.exempting(GONE) : rules;
  }

  /** The rows with the column {@link #GONE}, where there may be any. */
  Dataset<Row> mark(Dataset<Row> rows) {
    if (!any()) {
      return rows;
    }
    Dataset<Row> named = rows;
    List<String> added = new ArrayList<>();
    for (String name : LineageColumns.COLUMNS) {
      boolean selected = Arrays.stream(rows.columns()).anyMatch(name::equalsIgnoreCase);
      if (!selected && LineageColumns.find(rows, name).isPresent()) {
        String carried = LineageColumns.find(rows, name).get();
        named = named.withColumn(name, col(LakeLocation.quoted(carried)));
        added.add(name);
      }
    }
    String when = model.apply().deleteWhen().orElseThrow();
    return named
        .withColumn(GONE, coalesce(expr(when).cast("boolean"), lit(false)))
        .drop(added.toArray(String[]::new));
  }
}
