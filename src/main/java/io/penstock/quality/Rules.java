package io.penstock.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.penstock.ops.CheckResult;
import io.penstock.spec.Expectation;
import io.penstock.spec.Expectation.Action;
import io.penstock.spec.Expectation.OnNull;
import io.penstock.spec.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The expectations of a model over its rows. Each is evaluated once per row, into one column that
 * names the rules the row breaks; everything else reads that column.
 */
public final class Rules {
  /** The names of the rules that a row breaks. */
  public static final String BROKEN = "__broken";

  private final String model;
  private final List<Expectation> rules;

  public Rules(String model, List<Expectation> rules) {
    this.model = model;
    this.rules = List.copyOf(rules);
  }

  /** The rows with the column {@link #BROKEN}. */
  public Dataset<Row> check(Dataset<Row> rows) {
    Column[] broken = rules.stream().map(Rules::broken).toArray(Column[]::new);
    Column names =
        broken.length == 0 ? array().cast("array<string>") : array_compact(array(broken));
    return rows.withColumn(BROKEN, names);
  }

  private static Column broken(Expectation rule) {
    boolean valid = rule.onNull() == OnNull.PASS;
    return when(not(coalesce(expr(rule.that()).cast("boolean"), lit(valid))), lit(rule.name()));
  }

  /** Each rule that a row breaks, with what it says is valid. */
  public Column reasons() {
    return array_join(
        transform(
            col(BROKEN),
            name -> {
              Column text = name;
              for (Expectation rule : rules) {
                text =
                    when(name.equalTo(rule.name()), lit(rule.name() + ": not " + rule.that()))
                        .otherwise(text);
              }
              return text;
            }),
        "; ");
  }

  /** Selects the rows that break a rule of one of the actions. */
  public Column breaks(Action action) {
    return rules.stream()
        .filter(rule -> rule.otherwise() == action)
        .map(rule -> array_contains(col(BROKEN), rule.name()))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  /** The aggregates that count violations, one a rule, in the order of the rules. */
  public List<Column> violationCounts() {
    List<Column> counts = new ArrayList<>();
    for (Expectation rule : rules) {
      counts.add(org.apache.spark.sql.functions.count_if(array_contains(col(BROKEN), rule.name())));
    }
    return counts;
  }

  /**
   * What was found.
   *
   * @param violations what {@link #violationCounts()} gave
   */
  public List<CheckResult> results(List<Long> violations, long rows) {
    List<CheckResult> results = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Expectation rule = rules.get(i);
      String action = rule.otherwise().name().toLowerCase(Locale.ROOT);
      results.add(new CheckResult(rule.name(), action, violations.get(i), rows));
    }
    return results;
  }

  /**
   * Refuses when a rule says that so many violations are too many.
   *
   * @throws RefusedException naming every such rule
   */
  public void guard(List<CheckResult> results) {
    List<String> refusals = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Expectation rule = rules.get(i);
      CheckResult found = results.get(i);
      boolean fails =
          rule.otherwise() == Action.FAIL && rule.failAbove().isEmpty() && found.violations() > 0;
      boolean above =
          rule.failAbove().filter(l -> l.exceeded(found.violations(), found.rows())).isPresent();
      if (fails || above) {
        String allowed = above ? "at most " + rule.failAbove().orElseThrow() : "none";
        refusals.add(
            "rule '"
                + rule.name()
                + "' ("
                + rule.at()
                + ": "
                + rule.that()
                + ") allows "
                + allowed
                + ". Found: "
                + found.violations()
                + " of "
                + found.rows()
                + " rows");
      }
    }
    if (!refusals.isEmpty()) {
      throw QualityErrors.tooManyViolations(model, refusals);
    }
  }
}
