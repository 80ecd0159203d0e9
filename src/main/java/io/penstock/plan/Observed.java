package io.penstock.plan;

import io.penstock.spec.PenstockException;
import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was found before anything runs.
 *
 * @param tables the tables of the lake that are there
 * @param publications what the targets hold, by step name
 * @param news what the sources have, by step name
 * @param failures why the table, the target or the source of a step cannot be used, by step name:
 *     it stops that step and those that need it, and no other
 */
public record Observed(
    Map<TableName, TableProgress> tables,
    Map<String, Published> publications,
    Map<String, SourceNews> news,
    Map<String, PenstockException> failures) {
  public static final Observed NOTHING = new Observed(Map.of(), Map.of(), Map.of(), Map.of());

  public Observed {
    tables = new TreeMap<>(tables);
    publications = new TreeMap<>(publications);
    news = new TreeMap<>(news);
    failures = new TreeMap<>(failures);
  }

  /** What of it a step is decided by. */
  public Facts facts(Step step) {
    Map<TableName, TableProgress> inputs = new TreeMap<>(tables);
    inputs.keySet().retainAll(step.inputs());
    return new Facts(
        step.output().map(tables::get),
        inputs,
        Optional.ofNullable(publications.get(step.name())),
        news.getOrDefault(step.name(), SourceNews.UNKNOWN));
  }
}
