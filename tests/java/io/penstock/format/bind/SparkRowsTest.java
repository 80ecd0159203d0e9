package io.penstock.format.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.RawRecord;
import io.penstock.format.Reading;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.sql.Engine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Spark's own encoder takes the values of every type. */
class SparkRowsTest {
  private static final List<String> TYPES =
      List.of(
          "tinyint",
          "smallint",
          "int",
          "bigint",
          "float",
          "double",
          "decimal(9,2)",
          "boolean",
          "date",
          "timestamp",
          "timestamp_ntz",
          "binary",
          "string",
          "array<int>",
          "map<string,decimal(5,1)>",
          "struct<a:int,b:array<struct<c:date>>>");
  private static final String JSON =
      """
      {"c0":1,"c1":2,"c2":3,"c3":4,"c4":0.5,"c5":1.5,"c6":7.25,"c7":true,"c8":"2020-02-29",
       "c9":"2020-02-29T01:02:03Z","c10":"2020-02-29 01:02:03","c11":"x","c12":"y","c13":[1,null],
       "c14":{"k":1.5},"c15":{"a":1,"b":[{"c":"2020-02-29"}]}}""";

  @Test
  void encodesEveryType() throws Exception {
    List<ColumnSpec> columns =
        Stream.iterate(0, i -> i + 1)
            .limit(TYPES.size())
            .map(i -> new ColumnSpec("c" + i, TYPES.get(i), Optional.empty(), Optional.empty()))
            .toList();
    RawRecord record = Reading.json(new FormatSpec.Json(false, "UTF-8"), JSON).records().get(0);
    TypedRecord typed =
        new RecordConverter(ColumnBinding.byKey(columns, List.of()), NewColumnPolicy.RESCUE)
            .convert(record);
    assertThat(typed.rejections()).isEmpty();
    StructType schema = new StructType();
    for (ColumnSpec column : columns) {
      schema = schema.add(column.name(), DataType.fromDDL(column.type()));
    }
    ExpressionEncoder<Row> encoder =
        ExpressionEncoder.apply((AgnosticEncoder<Row>) Engine.rows(schema));
    InternalRow encoded = encoder.createSerializer().apply(RowFactory.create(typed.values()));
    assertThat(encoded.numFields()).isEqualTo(TYPES.size());
    assertThat(encoded.anyNull()).isFalse();
    assertThat(encoded.getDecimal(6, 9, 2)).hasToString("7.25");
    assertThat(encoded.getArray(13).numElements()).isEqualTo(2);
    assertThat(encoded.getStruct(15, 2).getArray(1).getStruct(0, 1).getInt(0)).isEqualTo(18321);
  }
}
