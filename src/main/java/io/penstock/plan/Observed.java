package io.penstock.plan;

import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was found before anything runs.
 *
 * @param tables the tables of the lake that are there
 * @param publications what the targets hold, by step name
 */
public record Observed(
    Map<TableName, TableProgress> tables, Map<String, Optional<Decider.Published>> publications) {
  public Observed {
    tables = new TreeMap<>(tables);
    publications = new TreeMap<>(publications);
  }
}
