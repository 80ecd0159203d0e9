package io.penstock.publish.mysql;

import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.regexp_replace;

import io.penstock.publish.rows.ColumnConstraint;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;

/**
 * Which texts a type that is none of texts would refuse or quietly change: a text must be written
 * as the server would write the value, or with zeros at the end that mean nothing.
 */
final class TextFit {
  private TextFit() {}

  /**
   * @param value the text
   * @param text the type that the user chose
   */
  static Optional<ColumnConstraint> of(StructField field, Column value, TypeText text) {
    return switch (ChosenType.of(text.toString()).target()) {
      case INTEGER -> Optional.of(whole(field, value, text));
      case DECIMAL -> Optional.of(decimal(field, value, text));
      case DOUBLE -> Optional.of(real(field, value, text, 15));
      case FLOAT -> Optional.of(real(field, value, text, 6));
      case DATE -> Optional.of(date(field, value));
      case MOMENT -> Optional.of(moment(field, value, text));
      case TIME -> Optional.of(time(field, value, text));
      case BYTES -> bytes(field, value, text);
      case JSON -> Optional.of(json(field, value));
      default -> Optional.empty();
    };
  }

  private static ColumnConstraint whole(StructField field, Column value, TypeText text) {
    boolean year = text.name().equals("year");
    BigDecimal low = year ? new BigDecimal(1901) : new BigDecimal(MySqlConstraints.lowest(text));
    BigDecimal high = year ? new BigDecimal(2155) : new BigDecimal(MySqlConstraints.highest(text));
    Column number = value.try_cast("decimal(38,0)");
    Column fits =
        value
            .rlike("^(0|-?[1-9][0-9]*)\\z")
            .and(number.isNotNull())
            .and(number.geq(low))
            .and(number.leq(high));
    return fit(
        field,
        value,
        fits,
        "its type "
            + text
            + " holds whole numbers from "
            + low.toPlainString()
            + " to "
            + high.toPlainString()
            + ", without zeros before them");
  }

  private static ColumnConstraint decimal(StructField field, Column value, TypeText text) {
    int scale = text.scale();
    int before = text.size(10) - scale;
    String whole = before == 0 ? "0" : "(0|[1-9][0-9]{0," + (before - 1) + "})";
    return fit(
        field,
        value,
        value.rlike("^(?!-0(\\.0*)?\\z)-?" + whole + "(\\.[0-9]{0," + scale + "}0*)?\\z"),
        "its type is " + text);
  }

  private static ColumnConstraint real(StructField field, Column value, TypeText text, int digits) {
    Column fits =
        value
            .rlike("^-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?\\z")
            .and(length(MySqlConstraints.digits(value)).leq(digits));
    return fit(field, value, fits, "its type " + text + " keeps " + digits + " digits of a number");
  }

  private static ColumnConstraint date(StructField field, Column value) {
    Column fits =
        value.rlike("^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}\\z").and(value.try_cast("date").isNotNull());
    return fit(field, value, fits, "a date is written as 2024-12-31");
  }

  private static ColumnConstraint moment(StructField field, Column value, TypeText text) {
    Column moment = value.try_cast("timestamp_ntz");
    Column fits =
        value
            .rlike(
                "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{0,"
                    + Math.min(6, text.size(0))
                    + "}0*)?\\z")
            .and(moment.isNotNull());
    boolean bounded = text.name().equals("timestamp");
    return fit(
        field,
        value,
        bounded ? fits.and(not(MySqlConstraints.outOfTimestamp(moment))) : fits,
        "for its type "
            + text
            + " a time is written as 2024-12-31 23:59:59"
            + (bounded ? ", and " + MySqlConstraints.TIMESTAMP : ""));
  }

  private static ColumnConstraint time(StructField field, Column value, TypeText text) {
    int digits = text.size(0);
    String fraction = digits == 0 ? "" : "\\.[0-9]{" + digits + "}";
    return fit(
        field,
        value,
        value.rlike("^-?([0-9]{2}|[1-7][0-9]{2}):[0-5][0-9]:[0-5][0-9]" + fraction + "\\z"),
        "for its type " + text + " a time is written as 23:59:59" + (digits > 0 ? ".9…" : ""));
  }

  private static Optional<ColumnConstraint> bytes(StructField field, Column value, TypeText text) {
    Column length = octet_length(value);
    return switch (text.name()) {
      case "binary" ->
          Optional.of(fit(field, value, length.equalTo(text.size(1)), "its type is " + text));
      case "varbinary" ->
          Optional.of(fit(field, value, length.leq(text.size(1)), "its type is " + text));
      default -> Optional.empty();
    };
  }

  // Numbers in it become doubles.
  private static ColumnConstraint json(StructField field, Column value) {
    Column bare = regexp_replace(value, lit("\"(\\\\.|[^\"\\\\])*\""), lit(""));
    return fit(
        field,
        value,
        not(bare.rlike("[0-9][0-9.]{16,}|[eE][+-]?[0-9]{3,}")),
        "json keeps 15 digits of a number; take longtext");
  }

  private static ColumnConstraint fit(StructField field, Column value, Column fits, String why) {
    return new ColumnConstraint(field.name(), value.isNotNull().and(not(fits)), why);
  }
}
