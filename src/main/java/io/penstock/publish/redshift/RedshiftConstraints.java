package io.penstock.publish.redshift;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.contains;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;

import io.penstock.lake.LakeLocation;
import io.penstock.publish.rows.ColumnConstraint;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Which values of a column Redshift would refuse or, worse, quietly change: as a test in Spark. */
final class RedshiftConstraints {
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate BEYOND = LocalDate.of(10_000, 1, 1);
  private static final int NESTED_BYTES = 4_000_000;

  private final StructField field;
  private final boolean nested;
  private final Optional<WrittenType> chosen;
  private final Column value;
  private final List<ColumnConstraint> tests = new ArrayList<>();

  RedshiftConstraints(StructField field, boolean nested, Optional<String> chosen) {
    this.field = field;
    this.nested = nested;
    this.chosen = chosen.flatMap(WrittenType::of);
    this.value = col(LakeLocation.quoted(field.name()));
  }

  List<ColumnConstraint> all() {
    DataType type = field.dataType();
    if (type instanceof DoubleType || type instanceof FloatType) {
      add(
          isnan(value).or(abs(value).equalTo(lit(Double.POSITIVE_INFINITY))),
          "a number must be finite");
    }
    if (type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType) {
      add(value.lt(day(type, FIRST)).or(value.geq(day(type, BEYOND))), "years are 1 to 9999");
    }
    if (type instanceof StringType) {
      add(contains(value, lit("\u0000")), "a text holds no NUL character");
      int most = nested ? NESTED_BYTES : RedshiftTypes.LONGEST;
      add(octet_length(value).gt(most), "a text holds " + most + " bytes");
    }
    if (type instanceof BinaryType) {
      add(
          octet_length(value).gt(RedshiftTypes.LONGEST_BYTES),
          "varbyte holds " + RedshiftTypes.LONGEST_BYTES + " bytes");
    }
    chosen.ifPresent(this::fits);
    return tests;
  }

  private void fits(WrittenType to) {
    String written = "its type is " + to.name() + (to.size() > 0 ? "(" + to.size() + ")" : "");
    Optional<DataType> sent = to.sent();
    if (sent.isEmpty() || to.refusal(field.dataType()).isPresent()) {
      return;
    }
    Column as = value.try_cast(sent.get());
    if (to.name().equals("varchar") || to.name().equals("char")) {
      add(octet_length(as).gt(to.size()), written + ", which are bytes");
    }
    if (to.name().equals("char")) {
      add(as.endsWith(" "), "char drops spaces at the end; take varchar");
      add(octet_length(as).notEqual(length(as)), "char holds ASCII only; take varchar");
    }
    if (to.name().equals("varbyte")) {
      add(octet_length(as).gt(to.size()), written);
    } else if (!sent.get().equals(RedshiftTypes.sent(field.dataType()))) {
      String scale = to.name().equals("decimal") ? " with " + to.scale() + " decimals" : "";
      add(
          value.isNotNull().and(as.try_cast(field.dataType()).eqNullSafe(value).equalTo(false)),
          written + scale);
    }
  }

  private void add(Column test, String why) {
    tests.add(new ColumnConstraint(field.name(), test, why));
  }

  private static Column day(DataType type, LocalDate day) {
    if (type instanceof DateType) {
      return lit(day);
    }
    return type instanceof TimestampType
        ? lit(day.atStartOfDay().toInstant(ZoneOffset.UTC))
        : lit(day.atStartOfDay());
  }
}
