package io.penstock.silver;

import static org.apache.spark.sql.functions.col;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.spec.SilverSpec;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The versions that a history has, of which none may be lost when it is made anew. */
record KeptVersions(SilverSpec model, Lake lake) {
  private static boolean hasAll(Dataset<Row> rows, List<String> names) {
    List<String> columns = Arrays.asList(rows.columns());
    return names.stream().allMatch(name -> columns.stream().anyMatch(name::equalsIgnoreCase));
  }

  /**
   * @param made the versions that are to take their place
   * @throws io.penstock.spec.RefusedException if there is one that would be gone
   */
  void require(Dataset<Row> made) {
    History history = new History(model);
    Dataset<Row> there = lake.spark().table(lake.location().sql(model.table()));
    if (!hasAll(there, History.OWN)) {
      throw SilverErrors.noHistoryYet(model, there.count());
    }
    if (!hasAll(there, history.keys())) {
      throw SilverErrors.otherHistory(model, there.count());
    }
    Dataset<Row> old = there.alias("o");
    Dataset<Row> now = made.alias("n");
    Column same =
        history.keys().stream()
            .map(LakeLocation::quoted)
            .map(key -> col("o." + key).equalTo(col("n." + key)))
            .reduce(Column::and)
            .orElseThrow();
    Column ended =
        col("o." + History.IS_CURRENT)
            .or(col("n." + History.VALID_TO).leq(col("o." + History.VALID_TO)));
    Dataset<Row> lost = old.join(now, same.and(ended), "left_anti");
    long count = lost.count();
    if (count > 0) {
      Row one =
          lost.select(
                  history.keys().stream()
                      .map(key -> col(LakeLocation.quoted(key)))
                      .toArray(Column[]::new))
              .head();
      throw SilverErrors.historyLost(model, count, one.toString());
    }
  }
}
