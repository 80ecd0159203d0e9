package io.penstock.spec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a delimited file writes what is no text.
 *
 * @param nulls an unquoted field of one of these texts is NULL; a quoted one is that text
 * @param decimalSeparator what stands before the decimals of a number
 * @param groupSeparator what stands between the thousands of a number; empty: nothing does
 * @param trues how true is written; empty: as usual
 * @param falses the same for false
 */
public record TextStyle(
    List<String> nulls,
    String decimalSeparator,
    String groupSeparator,
    List<String> trues,
    List<String> falses)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public TextStyle {
    nulls = new ArrayList<>(nulls);
    trues = new ArrayList<>(trues);
    falses = new ArrayList<>(falses);
  }

  /** A field without anything, or of one text, is NULL; all else is written as usual. */
  public static TextStyle withNull(String text) {
    return new TextStyle(List.of(text), ".", "", List.of(), List.of());
  }

  /** Whether numbers are written as in programs. */
  public boolean hasUsualNumbers() {
    return decimalSeparator.equals(".") && groupSeparator.isEmpty();
  }

  /** Whether true and false are written as usual. */
  public boolean hasUsualBooleans() {
    return trues.isEmpty() && falses.isEmpty();
  }
}
