package io.penstock.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.bind.TypedRecord;
import io.penstock.format.infer.SchemaInference;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole ways, from bytes over proposed columns to values, on files whose truth is known. */
class RealFilesTest {
  private static final FormatSpec.Csv CSV = FormatSpec.Csv.standard();

  private static List<TypedRecord> typed(Reading reading, List<ColumnSpec> columns) {
    RecordConverter converter =
        new RecordConverter(
            ColumnBinding.toHeader(columns, CSV, reading.header()), NewColumnPolicy.RESCUE);
    return reading.records().stream().map(converter::convert).toList();
  }

  private static List<ColumnSpec> infer(Reading reading) {
    return SchemaInference.ofFields(CSV, reading.header(), reading.records().iterator());
  }

  @Test
  void readsAllTaxiRowsWithLineEndsMixedInTwoFiles() {
    for (Path file : SharedData.files("taxi")) {
      Reading reading = Reading.csv(CSV, file);
      assertThat(reading.header()).hasSize(18).endsWith("congestion_surcharge");
      assertThat(reading.rows()).as(file.toString()).hasSize(10_000);
      assertThat(reading.malformed()).isEmpty();
      assertThat(reading.rows()).noneMatch(row -> row.toString().contains("\r"));
    }
  }

  @Test
  void infersTaxiColumnsThatKeepEveryValue() {
    Reading reading = Reading.csv(CSV, SharedData.file("taxi/yellow_tripdata_sample_2019-01.csv"));
    List<ColumnSpec> schema = infer(reading);
    assertThat(SchemaInference.headerProblems(CSV, reading.header(), reading.records())).isEmpty();
    assertThat(schema.get(1).type()).isEqualTo("timestamp");
    assertThat(typed(reading, schema)).allMatch(r -> r.rescued().isEmpty());
  }

  @Test
  void passesOverTheByteOrderMarkOfTheCountryCodesAndKeepsNamibia() {
    Reading reading = Reading.csv(CSV, SharedData.file("covid/country_code/CountryCodeQS.csv"));
    assertThat(reading.header()).first().isEqualTo("Country");
    List<ColumnSpec> schema = infer(reading);
    assertThat(SchemaInference.headerProblems(CSV, reading.header(), reading.records())).isEmpty();
    assertThat(typed(reading, schema))
        .allMatch(record -> record.rescued().isEmpty())
        .anyMatch(record -> "NA".equals(record.values()[1]));
  }

  @Test
  void keepsLeadingZerosOfCountyIds() {
    Reading reading =
        Reading.csv(CSV, SharedData.file("covid/county_population/County_Population.csv"));
    assertThat(typed(reading, infer(reading)).get(0).values()).startsWith("0500000US01001");
  }

  @ParameterizedTest
  @CsvSource({
    "sales/sales_records_5000.csv,     ',', 5000, 6628689208.54",
    "sales/sales_records_5000_tab.tsv, TAB, 5000, 6628689208.54",
    "sales/sales_records_100.csv,      ',', 100,  137348768.31"
  })
  void addsSalesUpToTheCent(String file, String delimiter, int rows, BigDecimal revenue) {
    FormatSpec.Csv format =
        new FormatSpec.Csv(
            true, 1, 0, delimiter.equals("TAB") ? "\t" : delimiter, "\"", "\"", "UTF-8", "");
    Reading reading = Reading.csv(format, SharedData.file(file));
    List<ColumnSpec> columns = infer(reading);
    int index = columns.stream().map(ColumnSpec::name).toList().indexOf("total_revenue");
    List<TypedRecord> records = typed(reading, columns);
    assertThat(records).hasSize(rows).allMatch(record -> record.rescued().isEmpty());
    assertThat(records.stream().map(r -> (BigDecimal) r.values()[index]).reduce(BigDecimal::add))
        .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo(revenue));
    assertThat(columns)
        .filteredOn(c -> c.name().equals("order_date"))
        .extracting(ColumnSpec::type)
        .containsExactly("date");
  }

  @ParameterizedTest
  @CsvSource({
    "covid/us_daily_json/part-00000.json, 420",
    "covid/us_states_json/part-00000.json, 3754"
  })
  void readsJsonTwins(String file, int rows) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.file(file));
    Reading reading = Reading.json(new FormatSpec.Json(true, "UTF-8"), bytes);
    assertThat(reading.objects()).hasSize(rows);
    assertThat(reading.malformed()).isEmpty();
    List<ColumnSpec> schema = SchemaInference.ofDocuments(reading.records().iterator());
    RecordConverter converter =
        new RecordConverter(ColumnBinding.byKey(schema, List.of()), NewColumnPolicy.RESCUE);
    assertThat(reading.records()).allMatch(r -> converter.convert(r).rescued().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"sec/company_submission.json", "sec/lpa_facts.json"})
  void readsNestedDocumentsIntoTheTypesProposedForThem(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.file(file));
    Reading reading = Reading.json(new FormatSpec.Json(false, "UTF-8"), bytes);
    assertThat(reading.objects()).hasSize(1);
    List<ColumnSpec> schema = SchemaInference.ofDocuments(reading.records().iterator());
    RecordConverter converter =
        new RecordConverter(ColumnBinding.byKey(schema, List.of()), NewColumnPolicy.RESCUE);
    assertThat(converter.convert(reading.records().get(0)).rejections()).isEmpty();
  }
}
