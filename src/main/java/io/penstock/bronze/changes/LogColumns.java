package io.penstock.bronze.changes;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a log of changes: those of the table, then Penstock's own. */
final class LogColumns {
  static final String OP = "_op";
  static final String SEQ = "_seq";
  static final String EXTRACTED_AT = "_extracted_at";
  static final String INGESTED_AT = "_ingested_at";
  static final String RUN_ID = "_run_id";
  static final String INSERT = "insert";
  static final String UPDATE = "update";
  static final String DELETE = "delete";
  private static final Set<String> OWN = Set.of(OP, SEQ, EXTRACTED_AT, INGESTED_AT, RUN_ID);

  private LogColumns() {}

  /** The columns that rows of the table have, with what was rescued of them. */
  static List<String> data(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(StructField::name)
        .filter(name -> !OWN.contains(name))
        .toList();
  }
}
