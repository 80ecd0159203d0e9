package io.penstock.local.sample;

/** What can be wrong with a row of the sample; a row has one defect at most. */
enum Defect {
  /** The exact copy of a clean row from further up. */
  DUPLICATE,
  /** An order date that is no date. */
  BAD_DATE,
  /** Units below zero, and all sums in keeping with them. */
  NEGATIVE_UNITS,
  /** No order id. */
  MISSING_ID,
  /** A total revenue that is not units times price. */
  SUM_OFF,
  /** One field too few or too many, at the end. */
  RAGGED,
  /** A space after the country; the row is good all the same. */
  TRAILING_SPACE
}
