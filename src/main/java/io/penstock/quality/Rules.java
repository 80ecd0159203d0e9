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
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The expectations of a model over its rows. Of rows that are kept each is evaluated once, into one
 * column that names the rules the row breaks, which everything else reads.
 */
public final class Rules {
  /** The names of the rules that a row breaks. */
  public static final String BROKEN = "__broken";

  private final String model;
  private final List<Expectation> rules;
  private final boolean marked;
  private final Optional<String> exempt;

  /** For rows that {@link #check} has given. */
  public Rules(String model, List<Expectation> rules) {
    this(model, rules, true, Optional.empty());
  }

  private Rules(String model, List<Expectation> rules, boolean marked, Optional<String> exempt) {
    this.model = model;
    this.rules = List.copyOf(rules);
    this.marked = marked;
    this.exempt = exempt;
  }

  /** The same rules for rows as they are: each is evaluated wherever it is asked for. */
  public Rules ofUnmarked() {
    return new Rules(model, rules, false, exempt);
  }

  /** The same rules, which rows with a true value in that column do not have to obey. */
  public Rules exempting(String column) {
    return new Rules(model, rules, marked, Optional.of(column));
  }

  /** Whether rows have the column {@link #BROKEN}. */
  public boolean areMarked() {
    return marked;
  }

  /** The rows with the column {@link #BROKEN}. */
  public Dataset<Row> check(Dataset<Row> rows) {
    Column[] broken = rules.stream().map(this::broken).toArray(Column[]::new);
    Column names =
        broken.length == 0 ? array().cast("array<string>") : array_compact(array(broken));
    return rows.withColumn(BROKEN, names);
  }

  private Column broken(Expectation rule) {
    return when(breaks(rule), lit(rule.name()));
  }

  private Column breaks(Expectation rule) {
    boolean valid = rule.onNull() == OnNull.PASS;
    Column broken = not(coalesce(expr(rule.that()).cast("boolean"), lit(valid)));
    return exempt.map(column -> broken.and(not(col(column)))).orElse(broken);
  }

  private Column isBroken(Expectation rule) {
    return marked ? array_contains(col(BROKEN), rule.name()) : breaks(rule);
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
        .map(this::isBroken)
        .reduce(Column::or)
        .orElse(lit(false));
  }

  /** The aggregates that count violations, one a rule, in the order of the rules. */
  public List<Column> violationCounts() {
    List<Column> counts = new ArrayList<>();
    for (Expectation rule : rules) {
      counts.add(org.apache.spark.sql.functions.count_if(isBroken(rule)));
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
