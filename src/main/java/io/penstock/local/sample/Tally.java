package io.penstock.local.sample;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the good rows as the gold tables must. */
final class Tally {
  private static final int FIRST_YEAR = 2010;
  private static final int YEARS = 8;

  private final long[] orders = new long[YEARS];
  private final long[] revenue = new long[YEARS];
  private final long[] cost = new long[YEARS];
  private final BitSet groups = new BitSet();
  private long rows;

  void add(Sale sale) {
    int year = sale.ordered().getYear() - FIRST_YEAR;
    int quarter = (sale.ordered().getMonthValue() - 1) / 3;
    orders[year]++;
    revenue[year] += sale.revenue();
    cost[year] += sale.cost();
    groups.set((sale.country() * YEARS + year) * 4 + quarter);
    rows++;
  }

  SampleTruth.Good good() {
    Map<Integer, SampleTruth.Year> years = new TreeMap<>();
    for (int i = 0; i < YEARS; i++) {
      if (orders[i] > 0) {
        years.put(
            FIRST_YEAR + i,
            new SampleTruth.Year(
                orders[i], money(revenue[i]), money(cost[i]), money(revenue[i] - cost[i])));
      }
    }
    return new SampleTruth.Good(rows, groups.cardinality(), years);
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
