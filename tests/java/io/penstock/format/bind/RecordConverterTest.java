package io.penstock.format.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.RawRecord;
import io.penstock.format.Reading;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordConverterTest {
  private static final List<ColumnSpec> DECLARED =
      List.of(
          column("order_id", "bigint", "Order ID", null),
          column("order_date", "date", "Order Date", "M/d/yyyy"),
          column("gone", "string", null, null));

  private static ColumnSpec column(String name, String type, String from, String pattern) {
    return new ColumnSpec(name, type, Optional.ofNullable(from), Optional.ofNullable(pattern));
  }

  private static List<TypedRecord> csv(NewColumnPolicy policy, String text) {
    Reading reading = Reading.csv(text);
    ColumnBinding binding =
        ColumnBinding.toHeader(DECLARED, FormatSpec.Csv.standard(), reading.header());
    RecordConverter converter = new RecordConverter(binding, policy);
    return reading.records().stream().map(converter::convert).toList();
  }

  private static TypedRecord json(ColumnBinding binding, NewColumnPolicy policy, String text) {
    RawRecord record = Reading.json(new FormatSpec.Json(true, "UTF-8"), text).records().get(0);
    return new RecordConverter(binding, policy).convert(record);
  }

  @Test
  void keepsTheTextOfWhatDoesNotConvertUnderTheFilesName() {
    TypedRecord record = csv(NewColumnPolicy.RESCUE, "Order Date,Order ID\n13/45/2013,7\n").get(0);
    assertThat(record.values()).containsExactly(7L, null, null);
    assertThat(record.rescuedJson()).contains("{\"Order Date\":\"13/45/2013\"}");
    assertThat(record.rejections())
        .containsExactly(new Rejection("Order Date", "is not a time written as M/d/yyyy"));
    assertThat(record.line()).isEqualTo(2);
    assertThat(record.isMalformed()).isFalse();
  }

  @Test
  void rescuesOrAddsUndeclaredColumns() {
    String text = "Order ID,Note,Order Date,More\n7,\"say \"\"hi\"\"\",1/2/2013,\n";
    TypedRecord rescued = csv(NewColumnPolicy.RESCUE, text).get(0);
    assertThat(rescued.values()).containsExactly(7L, LocalDate.of(2013, 1, 2), null);
    assertThat(rescued.rescuedJson()).contains("{\"Note\":\"say \\\"hi\\\"\"}");
    assertThat(rescued.rejections()).isEmpty();
    TypedRecord added = csv(NewColumnPolicy.ADD, text).get(0);
    assertThat(added.extras()).containsExactly("say \"hi\"", null);
    assertThat(added.rescuedJson()).isEmpty();
  }

  @Test
  void keepsAMalformedRecordWhole() {
    TypedRecord record = csv(NewColumnPolicy.RESCUE, "Order ID,Order Date\n1,2,3\n").get(0);
    assertThat(record.isMalformed()).isTrue();
    assertThat(record.values()).containsOnlyNulls().hasSize(3);
    assertThat(record.rescuedJson()).contains("{\"_malformed\":\"1,2,3\"}");
    assertThat(record.rejections().get(0).reason()).isEqualTo("has 3 fields where 2 are expected");
  }

  @Test
  void bindsKeysAndRescuesTheSecondOfTwoSimilarOnes() {
    ColumnBinding binding = ColumnBinding.byKey(DECLARED, List.of("x"));
    String text = "{\"order_id\":\"a\",\"Order ID\":5,\"x\":{\"y\":1.0},\"z\":null,\"w\":[2]}";
    TypedRecord record = json(binding, NewColumnPolicy.ADD, text);
    assertThat(record.values()).containsExactly(5L, null, null);
    assertThat(record.extras()).containsExactly("{\"y\":1.0}");
    assertThat(record.rescuedJson()).contains("{\"order_id\":\"a\",\"w\":\"[2]\"}");
  }

  @Test
  void keepsANestedValueThatHoldsMoreThanItsTypeAlsoAsText() {
    ColumnBinding binding =
        ColumnBinding.byKey(List.of(column("s", "struct<a:int>", null, null)), List.of());
    TypedRecord record = json(binding, NewColumnPolicy.RESCUE, "{\"s\":{\"a\":1,\"b\":2}}");
    assertThat(record.values()[0]).hasToString("[1]");
    assertThat(record.rescuedJson()).contains("{\"s\":\"{\\\"a\\\":1,\\\"b\\\":2}\"}");
  }

  @Test
  void travelsToTasks() throws IOException, ClassNotFoundException {
    RecordConverter converter =
        new RecordConverter(
            ColumnBinding.toHeader(
                DECLARED,
                FormatSpec.Csv.standard(),
                DECLARED.stream().map(ColumnSpec::fileName).toList()),
            NewColumnPolicy.RESCUE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(converter);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RecordConverter copy = (RecordConverter) in.readObject();
      RawRecord record = new RawRecord.Fields(1, List.of("7", "1/2/2013", "x"));
      assertThat(copy.convert(record).values()).containsExactly(7L, LocalDate.of(2013, 1, 2), "x");
    }
  }
}
