package io.penstock.run;

import io.penstock.lake.Lake;
import io.penstock.lake.LakeLocation;
import io.penstock.plan.ResolvedPipeline;
import io.penstock.quality.Quarantine;
import io.penstock.quality.RescueDetails;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.sql.SqlPlans;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** SQL over the tables of a lake by their short names, as a notebook has them. */
public final class LakeQuery {
  // What may reach a table without naming it.
  private static final Pattern LOOKS_AROUND = Pattern.compile("\\b(show|use)\\b");

  private static final Set<String> LAYERS =
      Set.of("landing", "bronze", "silver", "gold", "quarantine", "ops");

  private final Lake lake;
  private final ResolvedPipeline pipeline;

  public LakeQuery(Lake lake, ResolvedPipeline pipeline) {
    this.lake = lake;
    this.pipeline = pipeline;
  }

  /**
   * The rows of a query.
   *
   * @throws SpecException if Spark cannot make sense of it, or it would change something
   */
  public Dataset<Row> rows(String sql) {
    try {
      Optional<String> more = SqlPlans.beyondReading(lake.spark(), sql, this::isTable);
      if (more.isPresent()) {
        throw RunErrors.notOnlyReading(more.get());
      }
    } catch (SpecException e) {
      throw e;
    } catch (Exception e) {
      throw wrong(e);
    }
    know(sql);
    try {
      return statement(sql, Map.of());
    } catch (Exception e) {
      // Spark throws checked exceptions without declaring them.
      throw wrong(e);
    }
  }

  // A name of two levels may also be a format and a path, which Spark would read.
  private boolean isTable(List<String> parts) {
    if (lake.location().catalog().isPresent()) {
      List<String> schema = parts.subList(0, Math.max(0, parts.size() - 1));
      return !schema.isEmpty()
          && lake.spark()
              .catalog()
              .databaseExists(
                  schema.size() == 1
                      ? LakeLocation.quoted(lake.location().catalog().get())
                          + "."
                          + LakeLocation.quoted(schema.get(0))
                      : schema.stream()
                          .map(LakeLocation::quoted)
                          .collect(java.util.stream.Collectors.joining(".")));
    }
    List<String> name = parts.size() == 3 ? parts.subList(1, 3) : parts;
    return name.size() == 2 && LAYERS.contains(name.get(0)) && !name.get(1).matches(".*[/:].*");
  }

  /** Makes the tables that a text names known to the session, by their short names. */
  public void know(String text) {
    if (lake.location().catalog().isPresent()) {
      lake.spark().sql("SET CATALOG " + LakeLocation.quoted(lake.location().catalog().get()));
    } else {
      named(text).forEach(this::register);
    }
  }

  /**
   * One statement over tables that are known already; what Spark throws comes out as it is.
   *
   * @param parameters what {@code :name} stands for, bound as strings
   */
  public Dataset<Row> statement(String sql, Map<String, String> parameters) {
    return RescueDetails.onlyIfNamed(lake.spark().sql(sql, Map.copyOf(parameters)), sql);
  }

  /** Reads a statement without running it. */
  public void parse(String sql) throws AnalysisException {
    SqlPlans.parse(lake.spark(), sql);
  }

  private static SpecException wrong(Exception e) {
    return RunErrors.wrongQuery(e);
  }

  /** The tables that the text names; all of them where it names none or looks around. */
  private Set<TableName> named(String sql) {
    String text = sql.toLowerCase(Locale.ROOT).replace("`", "");
    Set<TableName> named = new TreeSet<>(tables());
    if (LOOKS_AROUND.matcher(text).find()) {
      return named;
    }
    named.removeIf(table -> !text.contains(table.toString()));
    return named.isEmpty() ? tables() : named;
  }

  private Set<TableName> tables() {
    Set<TableName> tables = new TreeSet<>(pipeline.tables().keySet());
    for (TableName table : pipeline.tables().keySet()) {
      tables.add(table.quarantine());
    }
    for (String name : new String[] {"runs", "steps", "checks"}) {
      tables.add(TableName.ops(name));
    }
    return tables;
  }

  private void register(TableName table) {
    SparkSession spark = lake.spark();
    boolean there = lake.exists(table);
    boolean neverNeeded = !there && Quarantine.isOne(table);
    if (!there && !neverNeeded) {
      return;
    }
    spark.sql("CREATE DATABASE IF NOT EXISTS " + LakeLocation.quoted(table.layer()));
    String name = LakeLocation.quoted(table.layer()) + "." + LakeLocation.quoted(table.name());
    // A table that never turned a row away has no quarantine: to those who ask, it is empty.
    spark.sql(
        there
            ? "CREATE TABLE IF NOT EXISTS "
                + name
                + " USING delta LOCATION '"
                + lake.location().path(table).replace("'", "\\'")
                + "'"
            : "CREATE VIEW IF NOT EXISTS " + name + " AS " + Quarantine.nothing());
  }
}
