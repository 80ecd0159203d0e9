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

  private static List<ColumnSpec> csv(String text) {
    Reading reading = Reading.csv(text);
    return SchemaInference.ofFields(CSV, reading.header(), reading.records().iterator());
  }

  private static List<String> problems(String text) {
    Reading reading = Reading.csv(text);
    return SchemaInference.headerProblems(CSV, reading.header(), reading.records());
  }

  private static List<ColumnSpec> json(String text) {
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
        "1.5e0;0.1234567890123456789     | string",
        "1.5e0;12345678901234567         | string",
        "1.5e0;1e400                     | string",
        "2e23;8.41E21;5e-324;0e999       | double",
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
    ColumnSpec column = csv(text).get(0);
    assertThat(column.type() + column.pattern().map(p -> " " + p).orElse("")).isEqualTo(type);
    assertConverts(text);
  }

  private static void assertConverts(String text) {
    Reading reading = Reading.csv(text);
    ColumnBinding binding = ColumnBinding.toHeader(csv(text), CSV, reading.header());
    RecordConverter converter = new RecordConverter(binding, NewColumnPolicy.RESCUE);
    assertThat(reading.records()).allMatch(r -> converter.convert(r).rescued().isEmpty());
  }

  @Test
  void namesColumnsForDelta() {
    assertThat(csv("Order ID,order_id,a b;c\n1,2,3\n"))
        .extracting(ColumnSpec::name)
        .containsExactly("order_id", "order_id_2", "a_b_c");
    assertThat(csv("Order ID,x\n1,2\n").get(0).from()).contains("Order ID");
  }

  @Test
  void suspectsAHeaderThatHoldsValues() {
    assertThat(problems("1,2020-01-01,x\n2,2020-01-02,y\n"))
        .singleElement()
        .asString()
        .contains("format.header");
    assertThat(problems("country,2019,2020\nx,1,2\n")).isEmpty();
    assertThat(problems("id,day\n2,2020-01-02\n")).isEmpty();
  }

  @Test
  void suspectsAHeaderOfOneNameOnlyWhereTheRecordsBearItOut() {
    assertThat(problems("id;name\n1;Ann\n2;Bo\n")).singleElement().asString().contains("';'");
    assertThat(problems("\"Amount, EUR\"\n10\n20\n")).isEmpty();
    assertThat(problems("\"Amount, EUR\"\n\"10,5\"\n\"20,1\"\n")).isEmpty();
    assertThat(problems("name of the client\nAnn Lee\nBo\n")).isEmpty();
    assertThat(problems("name of the client\nAnn a b c\nBo a b c\n"))
        .singleElement()
        .asString()
        .contains("a space");
    assertThat(problems("a;b\n")).hasSize(1);
    assertThat(problems("id, name\n1,Ann\n2,Bo\n")).isEmpty();
    assertThat(problems("id, name\n1, Ann\n2, Bo\n"))
        .singleElement()
        .asString()
        .contains("set format.delimiter to ', '");
  }

  @Test
  void proposesNestedTypesOfJson() {
    List<ColumnSpec> schema =
        json(
            "{\"id\":1,\"s\":{\"a\":1.5,\"day\":\"2020-01-01\"},\"l\":[1,null],\"m\":1,\"date\":\"20210307\"}\n"
                + "{\"id\":2,\"l\":[],\"m\":\"x\",\"s\":null,\"e\":2.8E7,\"w\":{\"a b\":1}}\n");
    assertThat(schema)
        .extracting(c -> c.name() + " " + c.type())
        .containsExactly(
            "id bigint",
            "s struct<`a`: decimal(18,2), `day`: date>",
            "l array<bigint>",
            "m string",
            "date date",
            "e double",
            "w string");
    RecordConverter converter =
        new RecordConverter(ColumnBinding.byKey(schema, List.of()), NewColumnPolicy.RESCUE);
    assertThat(
            converter.convert(Reading.json(JSON, "{\"w\":{\"a b\":1}}").records().get(0))
                .values()[6])
        .isEqualTo("{\"a b\":1}");
  }
}
