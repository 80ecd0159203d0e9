package io.penstock.publish;

import io.penstock.plan.Definition;
import io.penstock.plan.TableProgress;
import io.penstock.spec.Origin;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;

/**
 * One table on its way to a target.
 *
 * @param step the step's name, for messages
 * @param table the table's name in the target
 * @param keys its primary key; empty when it has none
 * @param keysChecked whether it is known already that no two rows share a key
 * @param types column types of the target that the user chose
 * @param indexes secondary indexes that the user wants
 * @param source the version of the lake's table that is published
 * @param definition how it is published
 * @param owner whose the table in the target is: the pipeline, and its lake
 * @param delivery how it replaces what was there
 */
public record Publication(
    String step,
    String runId,
    TableName from,
    String table,
    List<String> keys,
    boolean keysChecked,
    Map<String, String> types,
    List<List<String>> indexes,
    TableProgress source,
    Definition definition,
    String owner,
    Delivery delivery,
    Origin at) {
  public Publication {
    keys = List.copyOf(keys);
    types = Map.copyOf(types);
    indexes = List.copyOf(indexes);
  }

  /**
   * How a publication replaces what was there, and what it must not do.
   *
   * @param ddl which changes of the target's columns are allowed
   */
  public record Delivery(
      PublishSpec.Mode mode,
      PublishSpec.Deletes deletes,
      PublishSpec.Guard guard,
      PublishSpec.Ddl ddl) {

    /** What the spec of a table asks for. */
    public static Delivery of(PublishSpec.Table table) {
      return new Delivery(table.mode(), table.deletes(), table.guard(), table.ddl());
    }
  }

  /** The place of a message: {@code Step 'publish.w.t' (publish/w.yml:3)}. */
  public String place() {
    return "Step '" + step + "' (" + at + ")";
  }
}
