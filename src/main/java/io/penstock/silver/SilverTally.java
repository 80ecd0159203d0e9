package io.penstock.silver;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.penstock.ops.CheckResult;
import io.penstock.quality.ModelRows;
import io.penstock.quality.Rules;
import io.penstock.spec.Expectation.Action;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was found in checked rows.
 *
 * @param selected how many there are: {@code quarantined + dropped + good}
 */
record SilverTally(
    long selected, long quarantined, long dropped, long good, List<CheckResult> checks) {

  /** The rows that are not let in. */
  static Column rejected(Rules rules, NullKeys keys) {
    return toQuarantine(rules, keys).or(rules.breaks(Action.DROP));
  }

  /** Those of them that are kept. */
  static Column toQuarantine(Rules rules, NullKeys keys) {
    return rules.breaks(Action.QUARANTINE).or(keys.broken(rules));
  }

  /** Counts, in one pass. */
  static SilverTally of(SilverSpec model, Dataset<Row> checked, Rules rules, NullKeys keys) {
    List<Column> columns = new ArrayList<>();
    columns.add(count_if(toQuarantine(rules, keys)));
    columns.add(count_if(rules.breaks(Action.DROP).and(not(toQuarantine(rules, keys)))));
    columns.add(count_if(keys.broken(rules)));
    columns.add(count_if(not(rejected(rules, keys))));
    columns.addAll(rules.violationCounts());
    Row row;
    try {
      row = checked.agg(count(lit(1)), columns.toArray(Column[]::new)).head();
    } catch (Exception e) {
      throw ModelRows.cannot(model, "be computed", e);
    }
    List<Long> violations = IntStream.range(5, row.length()).mapToObj(row::getLong).toList();
    List<CheckResult> checks = new ArrayList<>(rules.results(violations, row.getLong(0)));
    if (row.getLong(3) > 0) {
      checks.add(new CheckResult(NullKeys.RULE, "quarantine", row.getLong(3), row.getLong(0)));
    }
    return new SilverTally(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(4), checks);
  }
}
