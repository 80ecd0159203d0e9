package io.penstock.publish;

import io.penstock.plan.Definition;
import io.penstock.plan.TableProgress;
import io.penstock.spec.Origin;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableLayout;
import io.penstock.spec.TableName;
import java.util.List;
import java.util.Map;

/**
 * One table on its way to a target.
 *
 * @param step the step's name, for messages
 * @param from the table of the lake
 * @param shape what it is to be in the target
 * @param edition what is published by whom
 * @param delivery how it replaces what was there
 */
public record Publication(
    String step, TableName from, Shape shape, Edition edition, Delivery delivery, Origin at) {

  /**
   * A table of a target.
   *
   * @param table its name
   * @param keys its primary key; empty when it has none
   * @param keysChecked whether it is known already that no two rows share a key
   * @param types column types that the user chose
   * @param indexes secondary indexes that the user wants
   * @param layout how the target is to lay it out
   */
  public record Shape(
      String table,
      List<String> keys,
      boolean keysChecked,
      Map<String, String> types,
      List<List<String>> indexes,
      TableLayout layout) {
    /** One that the target lays out as it likes. */
    public Shape(
        String table,
        List<String> keys,
        boolean keysChecked,
        Map<String, String> types,
        List<List<String>> indexes) {
      this(table, keys, keysChecked, types, indexes, TableLayout.NONE);
    }

    public Shape {
      keys = List.copyOf(keys);
      types = Map.copyOf(types);
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * What is published.
   *
   * @param owner whose the table in the target is: the pipeline, and its lake
   * @param source the version of the lake's table
   * @param definition how it is published
   */
  public record Edition(String runId, String owner, TableProgress source, Definition definition) {}

  /** The same for a target that has no keys. */
  public Publication withoutKeys() {
    return new Publication(
        step,
        from,
        new Shape(shape.table(), List.of(), false, shape.types(), shape.indexes(), shape.layout()),
        edition,
        delivery,
        at);
  }

  /** The table's name in the target. */
  public String table() {
    return shape.table();
  }

  public List<String> keys() {
    return shape.keys();
  }

  public boolean keysChecked() {
    return shape.keysChecked();
  }

  public Map<String, String> types() {
    return shape.types();
  }

  public List<List<String>> indexes() {
    return shape.indexes();
  }

  public TableLayout layout() {
    return shape.layout();
  }

  public String runId() {
    return edition.runId();
  }

  public String owner() {
    return edition.owner();
  }

  public TableProgress source() {
    return edition.source();
  }

  public Definition definition() {
    return edition.definition();
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
