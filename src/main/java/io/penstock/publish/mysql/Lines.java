package io.penstock.publish.mysql;

import io.penstock.publish.rows.AdjacentPartitions;
import io.penstock.publish.rows.ChecksumColumns;
import io.penstock.publish.rows.Parts;
import io.penstock.sql.RawRow;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that can be sent as lines: Spark's own, because to make objects of them would take longer
 * than to write them.
 */
record Lines(JavaRDD<RawRow> rows, LineWriter writer) {

  /** With adaptive execution what the rows are shuffled from has been read when this returns. */
  static Lines of(Parts.Divided parts, ChecksumColumns hashed) {
    Dataset<Row> texts = WireRows.texts(parts.rows(), hashed);
    return new Lines(
        AdjacentPartitions.together(RawRow.of(texts), parts.parts()),
        WireRows.writer(texts, hashed));
  }
}
