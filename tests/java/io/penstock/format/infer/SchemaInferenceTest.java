package io.penstock.format.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.Reading;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInferenceTest {
  private static final FormatSpec.Csv CSV = FormatSpec.Csv.standard();
  private static final FormatSpec.Json JSON = new FormatSpec.Json(true, "UTF-8");

  private static InferredSchema csv(String text) {
    Reading reading = Reading.csv(text);
    return SchemaInference.ofFields(CSV, reading.header(), reading.records().iterator());
  }

  private static InferredSchema json(String text) {
    return SchemaInference.ofDocuments(Reading.json(JSON, text).records().iterator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;-2;;30                        | bigint",
        "9223372036854775808             | decimal(38,0)",
        "1;2.5                           | decimal(18,2)",
        "12345678901234567.125           | decimal(38,3)",
        "1;2e3                           | double",
        "007;8                           | string",
        "+1                              | string",
        "0;0.5                           | decimal(18,2)",
        "2020-01-31;2020-02-29           | date",
        "1/2/2012;12/20/2013             | date M/d/yyyy",
        "1/2/2012;20/12/2013             | date d/M/yyyy",
        "1/2/2012;3/4/2013               | string",
        "2018-01-11 18:24:44             | timestamp",
        "2020-01-31;2020-01-31T00:00:00Z | timestamp",
        "true;FALSE                      | boolean",
        "t;f                             | string",
        "0;1                             | bigint",
        "NaN                             | string",
        ";                               | string",
        "1;x                             | string",
        "123456789012345678901234567890123456789 | string",
      })
  void proposesATypeThatKeepsEveryValue(String values, String type) {
    String text = "v,other\n" + String.join(",x\n", values.split(";", -1)) + ",x\n";
    ColumnSpec column = csv(text).columns().get(0);
    assertThat(column.type() + column.pattern().map(p -> " " + p).orElse("")).isEqualTo(type);
    assertConverts(text);
  }

  private static void assertConverts(String text) {
    Reading reading = Reading.csv(text);
    ColumnBinding binding = ColumnBinding.toHeader(csv(text).columns(), CSV, reading.header());
    RecordConverter converter = new RecordConverter(binding, NewColumnPolicy.RESCUE);
    assertThat(reading.records()).allMatch(r -> converter.convert(r).rescued().isEmpty());
  }

  @Test
  void namesColumnsForDelta() {
    assertThat(csv("Order ID,order_id,a b;c\n1,2,3\n").columns())
        .extracting(ColumnSpec::name)
        .containsExactly("order_id", "order_id_2", "a_b_c");
    assertThat(csv("Order ID,x\n1,2\n").columns().get(0).from()).contains("Order ID");
  }

  @Test
  void suspectsAHeaderThatHoldsValues() {
    assertThat(csv("1,2020-01-01,x\n2,2020-01-02,y\n").problems())
        .singleElement()
        .asString()
        .contains("format.header");
    assertThat(csv("country,2019,2020\nx,1,2\n").problems()).isEmpty();
    assertThat(csv("id,day\n2,2020-01-02\n").problems()).isEmpty();
  }

  @Test
  void proposesNestedTypesOfJson() {
    InferredSchema schema =
        json(
            "{\"id\":1,\"s\":{\"a\":1.5,\"day\":\"2020-01-01\"},\"l\":[1,null],\"m\":1,\"date\":\"20210307\"}\n"
                + "{\"id\":2,\"l\":[],\"m\":\"x\",\"s\":null,\"e\":2.8E7,\"w\":{\"a b\":1}}\n");
    assertThat(schema.columns())
        .extracting(c -> c.name() + " " + c.type())
        .containsExactly(
            "id bigint",
            "s struct<`a`: decimal(18,2), `day`: date>",
            "l array<bigint>",
            "m string",
            "date string",
            "e double",
            "w string");
    RecordConverter converter =
        new RecordConverter(
            ColumnBinding.byKey(schema.columns(), List.of()), NewColumnPolicy.RESCUE);
    assertThat(
            converter.convert(Reading.json(JSON, "{\"w\":{\"a b\":1}}").records().get(0))
                .values()[6])
        .isEqualTo("{\"a b\":1}");
  }
}
