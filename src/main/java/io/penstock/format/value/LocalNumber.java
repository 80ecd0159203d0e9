package io.penstock.format.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.spec.TextStyle;
import java.util.regex.Pattern;

/**
 * Numbers with other signs before the decimals and between the thousands than programs have. A sign
 * between groups has to stand between groups of three digits: elsewhere it was meant as another
 * one.
 */
final class LocalNumber implements ValueConverter {
  private static final long serialVersionUID = 1L;

  private final ValueConverter number;
  private final char decimal;
  private final String group;
  private final Pattern grouped;

  LocalNumber(ValueConverter number, TextStyle style) {
    this.number = number;
    this.decimal = style.decimalSeparator().charAt(0);
    this.group = style.groupSeparator();
    this.grouped =
        Pattern.compile(
            "[+-]?\\d{1,3}(?:"
                + Pattern.quote(group)
                + "\\d{3})+(?:"
                + Pattern.quote("" + decimal)
                + ".*)?");
  }

  /** The text as programs write it; null if its signs do not stand where they may. */
  static String plain(String text, TextStyle style) {
    return new LocalNumber(null, style).plain(text);
  }

  private String plain(String text) {
    String word = text.strip();
    if (!group.isEmpty() && word.contains(group)) {
      if (!grouped.matcher(word).matches()) {
        return null;
      }
      int end = word.indexOf(decimal);
      String whole = end < 0 ? word : word.substring(0, end);
      word = whole.replace(group, "") + (end < 0 ? "" : word.substring(end));
    }
    // Else a point would be taken for the decimals' sign, which it is not here.
    return decimal != '.' && word.indexOf('.') >= 0 ? null : word.replace(decimal, '.');
  }

  @Override
  public Conversion fromText(String text) {
    String plain = plain(text);
    return plain == null
        ? Conversion.rejected(
            "is not a number with '"
                + decimal
                + "' before its decimals"
                + (group.isEmpty() ? "" : " and '" + group + "' between groups of three digits"))
        : number.fromText(plain);
  }

  @Override
  public boolean read(byte[] bytes, int from, int to, Cells cells, int column) {
    byte[] plain = new byte[to - from];
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean isGroup = !group.isEmpty() && b == group.charAt(0);
      if (isGroup || b == '.' && decimal != '.' || b < 0) {
        return false;
      }
      plain[i - from] = b == decimal ? (byte) '.' : b;
    }
    return number.read(plain, 0, plain.length, cells, column);
  }

  @Override
  public Conversion fromJson(JsonNode node) {
    return number.fromJson(node);
  }
}
