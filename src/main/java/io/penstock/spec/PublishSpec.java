package io.penstock.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One target and what goes there. */
public record PublishSpec(
    String name, Kind kind, String connection, List<Table> tables, Origin at) {
  public PublishSpec {
    tables = List.copyOf(tables);
  }

  /** The kinds of target. */
  public enum Kind {
    MYSQL,
    REDSHIFT,
    FILES
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

  /**
   * One table of a target.
   *
   * @param name the key it is written under, and the last part of its step's name
   * @param from the gold table
   * @param table its name in the target
   * @param keys the primary key; the gold model's own keys unless given
   * @param types column types of the target where the derived ones do not suit
   * @param indexes secondary indexes, each a list of columns
   */
  public record Table(
      String name,
      TableName from,
      String table,
      Mode mode,
      Deletes deletes,
      Optional<Limit> maxDelete,
      Optional<List<String>> keys,
      Map<String, String> types,
      List<List<String>> indexes,
      Origin at) {
    public Table {
      keys = keys.map(List::copyOf);
      types = Map.copyOf(types);
      indexes = List.copyOf(indexes);
    }
  }
}
