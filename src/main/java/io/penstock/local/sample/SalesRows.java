package io.penstock.local.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes the lines of the file one by one, clean or with one defect each. */
final class SalesRows {
  static final byte[] HEADER =
      SalesLine.utf8(
          "Region,Country,Item Type,Sales Channel,Order Priority,Order Date,Order ID,Ship Date,"
              + "Units Sold,Unit Price,Unit Cost,Total Revenue,Total Cost,Total Profit\n");
  private static final String[] NO_DATES = {
    "13/45/2013",
    "2/30/2014",
    "not a date",
    "2014.05.06",
    "31/12/2015",
    "0/0/2012",
    "6/31/2016",
    "20150704",
    "yesterday",
    "4/-1/2011"
  };

  private final Dice dice;
  private final DefectPlan plan;
  private final CleanRows clean;
  private final Tally tally = new Tally();
  private final SalesLine line = new SalesLine();
  private final long idOffset;
  private long ragged;

  /** The plan and the choice of duplicates have dice of their own: a clean row stays what it is. */
  SalesRows(DefectPlan plan, Dice dice, long seed) {
    this.plan = plan;
    this.dice = dice;
    this.clean = new CleanRows(new Dice(~seed));
    this.idOffset = Math.floorMod(dice.next(), Sale.IDS);
  }

  /** The rows that are good, added up. */
  Tally tally() {
    return tally;
  }

  void write(long rows, OutputStream out) throws IOException {
    out.write(HEADER);
    for (long row = 0; row < rows; row++) {
      Sale sale = Sale.drawn(dice, row, idOffset);
      Optional<Defect> defect = plan.next();
      if (defect.isPresent() && defect.get() == Defect.DUPLICATE) {
        out.write(clean.any());
        continue;
      }
      if (defect.isPresent()) {
        spoil(sale, defect.get());
      } else {
        sound(sale, "");
        clean.offer(line);
      }
      out.write(line.buffer(), 0, line.length());
    }
  }

  private void sound(Sale sale, String afterCountry) {
    full(sale, afterCountry, sale.revenue()).end();
    tally.add(sale);
  }

  private SalesLine full(Sale sale, String afterCountry, long revenue) {
    line.start().head(sale, afterCountry).date(sale.ordered()).number(sale.id()).comma();
    return line.tail(sale, revenue);
  }

  private void spoil(Sale sale, Defect defect) {
    switch (defect) {
      case BAD_DATE -> {
        line.start().head(sale, "").text(NO_DATES[dice.below(NO_DATES.length)]).comma();
        line.number(sale.id()).comma().tail(sale, sale.revenue()).end();
      }
      case NEGATIVE_UNITS -> full(sale.returned(), "", sale.returned().revenue()).end();
      case MISSING_ID ->
          line.start().head(sale, "").date(sale.ordered()).comma().tail(sale, sale.revenue()).end();
      case SUM_OFF -> full(sale, "", sale.revenue() + 100 + dice.below(100_000)).end();
      case RAGGED -> {
        full(sale, "", sale.revenue());
        boolean tooFew = ragged++ % 2 == 0;
        (tooFew ? line.withoutLastField() : line.comma().text("left over")).end();
      }
      case TRAILING_SPACE -> sound(sale, " ");
      case DUPLICATE -> throw new IllegalStateException("a duplicate is written as it was");
    }
  }
}
