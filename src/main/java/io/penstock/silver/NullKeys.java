package io.penstock.silver;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.penstock.lake.LakeLocation;
import io.penstock.quality.Rules;
import io.penstock.spec.Expectation.Action;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A row without a key cannot be told from another one without a key, and would silently replace it.
 * So it goes to quarantine under a rule of its own, unless a rule of the user's sends it there.
 */
record NullKeys(List<String> keys) {
  static final String RULE = "key_is_not_null";

  Dataset<Row> mark(Dataset<Row> checked, Rules rules) {
    return checked.withColumn(
        Rules.BROKEN,
        when(found(rules), array_union(col(Rules.BROKEN), array(lit(RULE))))
            .otherwise(col(Rules.BROKEN)));
  }

  /** The rows that are meant. */
  Column broken(Rules rules) {
    return rules.areMarked() ? array_contains(col(Rules.BROKEN), RULE) : found(rules);
  }

  private Column found(Rules rules) {
    Column missing =
        keys.stream()
            .map(key -> col(LakeLocation.quoted(key)).isNull())
            .reduce(Column::or)
            .orElse(lit(false));
    Column already = rules.breaks(Action.QUARANTINE).or(rules.breaks(Action.DROP));
    return missing.and(not(already));
  }
}
