package io.penstock.page;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DatetimeType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;

/**
 * Rows as an HTML table. Amounts are grouped by thousands; ids, years and texts stay as they are.
 */
public final class HtmlTable {
  private static final int SHORT = 20;
  private static final int LONG = 40;

  private HtmlTable() {}

  /**
   * The table.
   *
   * @param limit the most rows to show
   */
  public static String of(TextRows rows, int limit) {
    StringBuilder html =
        new StringBuilder("<div class=\"rows\" tabindex=\"0\"><table>\n<thead><tr>");
    for (TextRows.TextColumn column : rows.columns()) {
      html.append(isNumber(column) ? "<th class=\"number\">" : "<th>")
          // A long name may break after an underscore.
          .append(Html.text(column.name()).replace("_", "_<wbr>"))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows.rows().subList(0, Math.min(limit, rows.rows().size()))) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append(cell(rows.columns().get(i), row.get(i)));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private static String cell(TextRows.TextColumn column, String value) {
    if (value == null) {
      return "<td class=\"null" + (isNumber(column) ? " number" : "") + "\">NULL</td>";
    }
    if (isNumber(column)) {
      return "<td class=\"number\">"
          + Html.text(isAmount(column) ? grouped(value) : value)
          + "</td>";
    }
    return "<td class=\"" + text(column, value.length()) + "\">" + Html.text(value) + "</td>";
  }

  // A short text stays on its line; a long one may break anywhere.
  private static String text(TextRows.TextColumn column, int length) {
    if (column.type() instanceof DatetimeType || length <= SHORT) {
      return "short";
    }
    return length <= LONG ? "words" : "long";
  }

  private static boolean isNumber(TextRows.TextColumn column) {
    return column.type() instanceof NumericType;
  }

  private static boolean isAmount(TextRows.TextColumn column) {
    DataType type = column.type();
    return (type instanceof LongType || type instanceof DecimalType)
        && !column.name().toLowerCase(Locale.ROOT).matches("(.*_)?id");
  }

  /** {@code -1234567.50} as {@code -1,234,567.50}. */
  static String grouped(String number) {
    int end = number.indexOf('.') < 0 ? number.length() : number.indexOf('.');
    StringBuilder grouped = new StringBuilder(number);
    for (int i = end - 3; i > 0 && Character.isDigit(number.charAt(i - 1)); i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped.toString();
  }
}
