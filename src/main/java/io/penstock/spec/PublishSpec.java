package io.penstock.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One target and what goes there.
 *
 * @param export how its files are written, where it is made of files
 */
public record PublishSpec(
    String name, Destination to, Optional<ExportSpec> export, List<Table> tables, Origin at) {
  public PublishSpec {
    tables = List.copyOf(tables);
  }

  /** How a publication replaces what was there. */
  public enum Mode {
    SWAP,
    UPSERT,
    APPEND
  }

  /** What becomes of rows that gold no longer has. */
  public enum Deletes {
    NONE,
    TRACKED,
    MIRROR
  }

  /** Which changes to a table's columns a publication may make. */
  public enum Ddl {
    /** None: the columns stay as they are. */
    NONE,
    /** New columns and wider types. */
    ADDITIVE,
    /** Whatever the table of the lake has become. */
    ANY
  }

  /**
   * What stops a publication before anything in the target has changed.
   *
   * @param maxDelete how many rows may vanish at once
   */
  public record Guard(Optional<Limit> maxDelete, Optional<Ddl> ddl) {}

  /**
   * One table of a target.
   *
   * @param name the key it is written under, and the last part of its step's name
   * @param from the gold table
   * @param table its name in the target
   * @param keys the primary key; the gold model's own keys unless given
   * @param types column types of the target where the derived ones do not suit
   * @param indexes secondary indexes, each a list of columns
   * @param layout how the target lays it out
   * @param export the export that a catalog registers instead of the gold table: the name of its
   *     file below {@code publish/} and its own, {@code exports.regional_sales}
   */
  public record Table(
      String name,
      TableName from,
      String table,
      Mode mode,
      Deletes deletes,
      Guard guard,
      Optional<List<String>> keys,
      Map<String, String> types,
      List<List<String>> indexes,
      TableLayout layout,
      Optional<String> export,
      Origin at) {
    /** One that the target lays out as it likes. */
    public Table(
        String name,
        TableName from,
        String table,
        Mode mode,
        Deletes deletes,
        Guard guard,
        Optional<List<String>> keys,
        Map<String, String> types,
        List<List<String>> indexes,
        Origin at) {
      this(
          name,
          from,
          table,
          mode,
          deletes,
          guard,
          keys,
          types,
          indexes,
          TableLayout.NONE,
          Optional.empty(),
          at);
    }

    /** The same, from another table of the lake. */
    public Table from(TableName other) {
      return new Table(
          name, other, table, mode, deletes, guard, keys, types, indexes, layout, export, at);
    }

    public Table {
      keys = keys.map(List::copyOf);
      types = Map.copyOf(types);
      indexes = List.copyOf(indexes);
    }

    /** A table that is replaced as a whole may change; one that is kept grows only. */
    public Ddl ddl() {
      return guard.ddl().orElse(mode == Mode.SWAP ? Ddl.ANY : Ddl.ADDITIVE);
    }
  }
}
