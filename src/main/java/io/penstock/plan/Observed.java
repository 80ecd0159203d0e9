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
 * @param troubles why the table or the target of a step cannot be used, by step name: it stops that
 *     step and those that need it, and no other
 */
public record Observed(
    Map<TableName, TableProgress> tables,
    Map<String, Optional<Decider.Published>> publications,
    Map<String, PenstockException> troubles) {
  public Observed {
    tables = new TreeMap<>(tables);
    publications = new TreeMap<>(publications);
    troubles = new TreeMap<>(troubles);
  }
}
