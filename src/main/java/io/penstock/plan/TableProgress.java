package io.penstock.plan;

import io.penstock.spec.TableName;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was observed of a table and of the step that writes it.
 *
 * @param version the newest version of the table
 * @param incarnation which making of the table this is
 * @param definition the digest of what computed its rows
 * @param batch how often the step has committed
 * @param inputs how far the step has read each input
 * @param notes what else the step noted for its next time
 * @param untouched whether nobody has written to the table since the step did
 * @param altered whether somebody else has changed rows of the table since, or may have
 */
public record TableProgress(
    long version,
    String incarnation,
    String definition,
    long batch,
    Map<TableName, ReadUpTo> inputs,
    Map<String, String> notes,
    boolean untouched,
    boolean altered) {

  /** A version of one making of a table. */
  public record ReadUpTo(String incarnation, long version) {}

  public TableProgress {
    inputs = new TreeMap<>(inputs);
    notes = Map.copyOf(notes);
  }
}
