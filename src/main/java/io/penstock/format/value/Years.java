package io.penstock.format.value;

import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** The years that Spark, Delta and the databases behind them all can hold. */
final class Years {
  static final Conversion REJECTED = Conversion.rejected("is outside the years 1 to 9999");

  private Years() {}

  static boolean within(TemporalAccessor time) {
    int year = time.get(ChronoField.YEAR);
    return year >= 1 && year <= 9999;
  }
}
