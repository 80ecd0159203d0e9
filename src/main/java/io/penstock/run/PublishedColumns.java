package io.penstock.run;

import io.penstock.plan.Step;
import io.penstock.spec.Nearest;
import io.penstock.spec.Problems;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns that a published table names, against those that it is published from. */
record PublishedColumns(Problems problems) {
  void check(Step.Publish step, Dataset<Row> rows) {
    List<String> columns = Arrays.asList(rows.columns());
    step.keys().forEach(key -> named(step, columns, key, "keys"));
    step.table().types().keySet().forEach(name -> named(step, columns, name, "types"));
    step.table().indexes().forEach(i -> i.forEach(name -> named(step, columns, name, "indexes")));
  }

  private void named(Step.Publish step, List<String> columns, String name, String key) {
    if (columns.stream().noneMatch(name::equalsIgnoreCase)) {
      problems.add(
          step.table().at(),
          "'"
              + key
              + "' of "
              + step.name()
              + " names the column '"
              + name
              + "', which "
              + step.table().from()
              + " does not have. "
              + Nearest.hint(name, columns));
    }
  }
}
