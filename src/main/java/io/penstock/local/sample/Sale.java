package io.penstock.local.sample;

import java.time.LocalDate;

/** One order as it should be. Money is in cents. */
record Sale(
    int country,
    ItemType item,
    boolean online,
    char priority,
    LocalDate ordered,
    long id,
    LocalDate shipped,
    int units) {
  private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
  private static final int DAYS =
      (int) (LocalDate.of(2017, 7, 28).toEpochDay() - FIRST.toEpochDay());
  private static final int LONGEST_WAY = 50;
  private static final ItemType[] ITEMS = ItemType.values();

  /** Ids have nine digits; the step has no divisor in common with their number, so none repeats. */
  private static final long FIRST_ID = 100_000_000;

  static final long IDS = 900_000_000;
  private static final long STEP = 618_033_989;

  /** The order of this row: everything but the id is drawn. */
  static Sale drawn(Dice dice, long row, long idOffset) {
    LocalDate ordered = FIRST.plusDays(dice.below(DAYS + 1));
    return new Sale(
        dice.below(Country.ALL.size()),
        ITEMS[dice.below(ITEMS.length)],
        dice.below(2) == 0,
        "HMLC".charAt(dice.below(4)),
        ordered,
        FIRST_ID + Math.floorMod(idOffset + row * STEP, IDS),
        ordered.plusDays(dice.below(LONGEST_WAY + 1)),
        1 + dice.below(9_999));
  }

  Sale returned() {
    return new Sale(country, item, online, priority, ordered, id, shipped, -units);
  }

  long revenue() {
    return units * item.price();
  }

  long cost() {
    return units * item.cost();
  }
}
