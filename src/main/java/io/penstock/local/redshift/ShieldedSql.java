package io.penstock.local.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement in which nothing that stands in quotes or comments can be mistaken for a word: each
 * such piece is a number between two signs until {@link #restore}.
 */
record ShieldedSql(String text, List<String> pieces) {
  private static final char SIGN = '\u0001';
  private static final Pattern PIECE =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern SHIELD = Pattern.compile(SIGN + "([qic])(\\d+)" + SIGN);

  static ShieldedSql of(String sql) {
    List<String> pieces = new ArrayList<>();
    Matcher piece = PIECE.matcher(sql);
    StringBuilder text = new StringBuilder();
    while (piece.find()) {
      String kind =
          piece.group().startsWith("'") ? "q" : piece.group().startsWith("\"") ? "i" : "c";
      piece.appendReplacement(text, SIGN + kind + pieces.size() + SIGN);
      pieces.add(piece.group());
    }
    piece.appendTail(text);
    return new ShieldedSql(text.toString(), pieces);
  }

  ShieldedSql with(String other) {
    return new ShieldedSql(other, pieces);
  }

  String restore() {
    return restore(text);
  }

  /** A part of the statement as it was. */
  String restore(String part) {
    Matcher shield = SHIELD.matcher(part);
    StringBuilder whole = new StringBuilder();
    while (shield.find()) {
      shield.appendReplacement(
          whole, Matcher.quoteReplacement(pieces.get(Integer.parseInt(shield.group(2)))));
    }
    shield.appendTail(whole);
    return whole.toString();
  }

  /** The value of a part that is a literal. */
  String literal(String part) {
    String whole = restore(part.strip());
    return whole.startsWith("'")
        ? whole.substring(1, whole.length() - 1).replace("''", "'")
        : whole;
  }
}
