package io.penstock.plan;

import io.penstock.spec.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known when a step is decided.
 *
 * @param own what is known of the table that it writes
 * @param inputs what is known of the tables that it reads, those that are there
 * @param published what the target holds, for a publication
 * @param news what the source has, for a landing
 */
public record Facts(
    Optional<TableProgress> own,
    Map<TableName, TableProgress> inputs,
    Optional<Published> published,
    SourceNews news) {
  public Facts {
    inputs = new TreeMap<>(inputs);
  }
}
