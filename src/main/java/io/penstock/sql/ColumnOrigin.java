package io.penstock.sql;

/** A column of a table, such as {@code region} of {@code silver.sales}. */
public record ColumnOrigin(String table, String column) implements Comparable<ColumnOrigin> {
  @Override
  public int compareTo(ColumnOrigin other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
