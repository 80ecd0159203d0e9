package io.penstock.format;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.csv.CsvRecordReader;
import io.penstock.format.json.JsonRecordReader;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures records a second on one core; run by hand on the class path of the tests. Not a test:
 * figures depend on the machine.
 */
public final class ReadingSpeed {
  private static final int ROWS = 300_000;
  private static final int ROUNDS = 6;
  private static final List<ColumnSpec> COLUMNS =
      List.of(
          column("region", "string"),
          column("country", "string"),
          column("item_type", "string"),
          column("sales_channel", "string"),
          column("order_priority", "string"),
          new ColumnSpec("order_date", "date", Optional.empty(), Optional.of("M/d/yyyy")),
          column("order_id", "bigint"),
          new ColumnSpec("ship_date", "date", Optional.empty(), Optional.of("M/d/yyyy")),
          column("units_sold", "bigint"),
          column("unit_price", "decimal(18,2)"),
          column("unit_cost", "decimal(18,2)"),
          column("total_revenue", "decimal(18,2)"),
          column("total_cost", "decimal(18,2)"),
          column("total_profit", "decimal(18,2)"));

  private ReadingSpeed() {}

  private static ColumnSpec column(String name, String type) {
    return new ColumnSpec(name, type, Optional.empty(), Optional.empty());
  }

  public static void main(String[] args) throws IOException {
    String header = String.join(",", COLUMNS.stream().map(ColumnSpec::name).toList()) + "\n";
    String row =
        "Australia and Oceania,Tuvalu,Baby Food,Offline,H,5/28/2010,669165933,6/27/2010,9925,255.28,159.42,2533654.00,1582243.50,951410.50\n";
    byte[] plain = (header + row.repeat(ROWS)).getBytes(StandardCharsets.UTF_8);
    byte[] quoted =
        (header + row.replace("Tuvalu", "\"Tuvalu, \"\"x\"\"\"").repeat(ROWS))
            .getBytes(StandardCharsets.UTF_8);
    byte[] damaged =
        (header + (row.repeat(49) + row.replace("Tuvalu", "\"Tuvalu")).repeat(ROWS / 50))
            .getBytes(StandardCharsets.UTF_8);
    byte[] json =
        "{\"order_id\":669165933,\"country\":\"Tuvalu\",\"unit_price\":255.28,\"units_sold\":9925}\n"
            .repeat(ROWS)
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < ROUNDS; round++) {
      measure("csv, records", () -> count(csv(plain), null));
      measure("csv with quotes, records", () -> count(csv(quoted), null));
      measure("csv, 2 % damaged, records", () -> count(csv(damaged), null));
      measure("csv, typed", () -> count(csv(plain), converter()));
      measure("json lines, records", () -> count(json(json, JsonLayout.LINES), null));
      measure("json documents, records", () -> count(json(json, JsonLayout.DOCUMENTS), null));
    }
  }

  private enum JsonLayout {
    LINES,
    DOCUMENTS
  }

  private interface Work {
    long run() throws IOException;
  }

  private static void measure(String what, Work work) throws IOException {
    long start = System.nanoTime();
    long records = work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "%-26s %,12.0f records/s%n", what, records / seconds);
  }

  private static RecordReader csv(byte[] bytes) {
    return CsvRecordReader.open(
        FormatSpec.Csv.standard(), () -> new ByteArrayInputStream(bytes), "speed.csv");
  }

  private static RecordReader json(byte[] bytes, JsonLayout layout) {
    FormatSpec.Json format = new FormatSpec.Json(layout == JsonLayout.LINES, "UTF-8");
    return JsonRecordReader.open(format, new ByteArrayInputStream(bytes), "speed.json");
  }

  private static RecordConverter converter() {
    return new RecordConverter(
        ColumnBinding.byPosition(COLUMNS, FormatSpec.Csv.standard(), List.of()),
        NewColumnPolicy.RESCUE);
  }

  private static long count(RecordReader reader, RecordConverter converter) throws IOException {
    long count = 0;
    try (reader) {
      while (reader.hasNext()) {
        RawRecord record = reader.next();
        if (converter != null && !converter.convert(record).rescued().isEmpty()) {
          throw new IllegalStateException("the row of the measurement does not convert");
        }
        count++;
      }
    }
    return count;
  }
}
