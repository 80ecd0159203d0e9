package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.penstock.publish.rows.ComparedColumn;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A column as the hashes of a row take it in. Texts that are long go in as their digest, because no
 * text in Redshift, that of a row neither, has more than 65,535 bytes. Real numbers go in as the
 * whole part and two times 26 bits behind it, which both sides compute alike from the same bits;
 * times as days or microseconds since 1970, which are quicker to write than dates.
 *
 * @param sent the Spark type as which its values are sent
 */
record RedshiftCompared(String name, DataType sent, boolean nested) implements ComparedColumn {
  private static final int SHORT = 64;

  static RedshiftCompared of(StructField field, boolean nested, Optional<String> chosen) {
    DataType sent =
        chosen
            .flatMap(WrittenType::of)
            .flatMap(WrittenType::sent)
            .orElseGet(() -> RedshiftTypes.sent(field.dataType()));
    boolean isSuper =
        chosen.flatMap(WrittenType::of).filter(t -> t.name().equals("super")).isPresent();
    return new RedshiftCompared(field.name(), sent, nested && chosen.isEmpty() || isSuper);
  }

  @Override
  public boolean isSent() {
    return true;
  }

  @Override
  public Column text(DataType type, Column value) {
    Column as = value.try_cast(sent);
    if (nested) {
      return when(value.isNotNull(), lit("+"));
    }
    if (sent instanceof StringType) {
      return when(octet_length(as).leq(SHORT), as).otherwise(md5(as.cast("binary")));
    }
    if (sent instanceof BinaryType) {
      return md5(lower(hex(as)).cast("binary"));
    }
    if (sent instanceof BooleanType) {
      return as.cast("int").cast("string");
    }
    if (sent instanceof TimestampNTZType) {
      return unix_micros(type instanceof TimestampType ? value : as.cast("timestamp"))
          .cast("string");
    }
    if (sent instanceof DateType) {
      return unix_date(as).cast("string");
    }
    return isReal() ? RealParts.of(as.cast("double")) : as.cast("string");
  }

  private boolean isReal() {
    return sent instanceof DoubleType || sent instanceof FloatType;
  }

  @Override
  public String sql() {
    String column = "t." + RedshiftStatements.quoted(name);
    if (nested) {
      return "CASE WHEN " + column + " IS NOT NULL THEN '+' END";
    }
    if (sent instanceof StringType) {
      return "CASE WHEN OCTET_LENGTH(%1$s) <= %2$d THEN CAST(%1$s AS VARCHAR(%3$d)) ELSE MD5(%1$s) END"
          .formatted(column, SHORT, SHORT);
    }
    if (sent instanceof BinaryType) {
      return "MD5(LOWER(FROM_VARBYTE(" + column + ", 'hex')))";
    }
    if (sent instanceof BooleanType) {
      return "CASE WHEN " + column + " THEN '1' WHEN NOT " + column + " THEN '0' END";
    }
    if (sent instanceof DateType) {
      return "CAST(DATEDIFF(day, DATE '1970-01-01', " + column + ") AS VARCHAR(32))";
    }
    if (sent instanceof TimestampNTZType) {
      return "CAST(DATEDIFF(microsecond, TIMESTAMP '1970-01-01 00:00:00', "
          + column
          + ") AS VARCHAR(32))";
    }
    if (isReal()) {
      return RealParts.sql(column);
    }
    // A column that is there may have more decimals than the rows need.
    String exact =
        sent instanceof DecimalType decimal
            ? "CAST(%s AS DECIMAL(%d,%d))".formatted(column, decimal.precision(), decimal.scale())
            : column;
    return "CAST(" + exact + " AS VARCHAR(64))";
  }
}
