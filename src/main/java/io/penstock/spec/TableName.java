package io.penstock.spec;

import java.util.Locale;

/**
 * A table of the lake: its layer ({@code bronze}, {@code silver}, {@code gold}, …) and its name.
 */
public record TableName(String layer, String name) implements Comparable<TableName> {
  public TableName {
    layer = layer.toLowerCase(Locale.ROOT);
    name = name.toLowerCase(Locale.ROOT);
  }

  public static TableName landing(String name) {
    return new TableName("landing", name);
  }

  public static TableName bronze(String name) {
    return new TableName("bronze", name);
  }

  public static TableName silver(String name) {
    return new TableName("silver", name);
  }

  public static TableName gold(String name) {
    return new TableName("gold", name);
  }

  public static TableName ops(String name) {
    return new TableName("ops", name);
  }

  /** Where the rows go that a table's step did not let in. */
  public TableName quarantine() {
    return new TableName("quarantine", layer + "_" + name);
  }

  @Override
  public int compareTo(TableName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return layer + "." + name;
  }
}
