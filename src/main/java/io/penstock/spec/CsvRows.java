package io.penstock.spec;

import java.io.Serializable;

/**
 * Which lines of a delimited file are records.
 *
 * @param comment how a line begins that is none; empty: none does
 * @param skipFooter how many lines at the end are none, blank ones not counted
 * @param skipEmpty whether a record that has nothing in any field is none
 * @param padShort whether a record that ends early has NULL in the columns behind, and is not bad
 */
public record CsvRows(String comment, int skipFooter, boolean skipEmpty, boolean padShort)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Every line that is not blank, each of which has all fields. */
  public static final CsvRows ALL = new CsvRows("", 0, false, false);
}
