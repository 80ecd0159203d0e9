package io.penstock.format.value;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SpecException;

/** The sentences of columns and patterns. */
final class ValueErrors {
  private ValueErrors() {}

  static SpecException noType(ColumnSpec column, Exception e) {
    return new SpecException(
        "Column '%s': cannot be read because its type is not a Spark SQL type. Found: %s. Write a type such as bigint, decimal(18,2) or date."
            .formatted(column.name(), column.type()),
        e);
  }

  static SpecException noText(ColumnSpec column) {
    return new SpecException(
        "Column '%s': cannot be read from a file because no text stands for its type. Found: %s. Declare it as string and convert it in silver."
            .formatted(column.name(), column.type()));
  }

  static SpecException patternLacks(String pattern, String what, String example, Exception e) {
    return new SpecException(
        "Pattern '%s' cannot be used because a text written by it does not say %s. Found: '%s'. Write yyyy for years, HH for hours of a day, or hh with a."
            .formatted(pattern, what, example),
        e);
  }

  static SpecException noPattern(String pattern, Exception e) {
    return new SpecException(
        "Pattern '%s' cannot be used because java.time does not know it. Found: %s. Write a pattern such as M/d/yyyy or yyyy-MM-dd HH:mm:ss."
            .formatted(pattern, e.getMessage()),
        e);
  }
}
