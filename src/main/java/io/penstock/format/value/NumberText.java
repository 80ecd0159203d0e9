package io.penstock.format.value;

import java.util.regex.Pattern;

/**
 * What counts as a number in a file: ASCII digits, a sign, a point, an exponent. The JDK's parsers
 * also take other scripts' digits, hexadecimal and type letters.
 */
final class NumberText {
  /** Longer than any number of a Spark type; bounds the work on hostile text. */
  private static final int LONGEST = 1_000;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

  private NumberText() {}

  static boolean isInteger(String word) {
    int start = isSign(word.charAt(0)) ? 1 : 0;
    for (int i = start; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return word.length() > start;
  }

  static boolean isNumber(String word) {
    return word.length() <= LONGEST && NUMBER.matcher(word).matches();
  }

  /** Why a word is no number, as precisely as the usual mistakes allow. */
  static String mistake(String word) {
    if (word.length() > LONGEST) {
      return "is too long for a number";
    }
    return isNumber(word.replace(",", "")) && word.indexOf(',') >= 0
        ? "is not a number: it has a comma, which is not taken for a separator"
        : "is not a number";
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }
}
