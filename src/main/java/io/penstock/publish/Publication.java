package io.penstock.publish;

import io.penstock.plan.TableProgress;
import io.penstock.spec.Origin;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;

/**
 * One table on its way to a target.
 *
 * @param step the step's name, for messages
 * @param table the table's name in the target
 * @param keys its primary key; empty when it has none
 * @param types column types of the target that the user chose
 * @param indexes secondary indexes that the user wants
 * @param source the version of the lake's table that is published
 * @param definition the digest of how it is published
 */
public record Publication(
    String step,
    String runId,
    TableName from,
    String table,
    List<String> keys,
    Map<String, String> types,
    List<List<String>> indexes,
    TableProgress source,
    String definition,
    Origin at) {
  public Publication {
    keys = List.copyOf(keys);
    types = Map.copyOf(types);
    indexes = List.copyOf(indexes);
  }
}
