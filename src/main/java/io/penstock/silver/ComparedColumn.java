package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.penstock.lake.Comparing;
import io.penstock.lake.LakeLocation;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;

/** A column as something that can be compared and hashed, of whatever type it is. */
final class ComparedColumn {
  private ComparedColumn() {}

  static Column of(StructField field) {
    String name = LakeLocation.quoted(field.name());
    return Comparing.isComparable(field.dataType()) ? col(name) : expr(Comparing.text(name));
  }
}
