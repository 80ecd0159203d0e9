package io.penstock.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.format.RawRecord.Malformed;
import io.penstock.format.Reading;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every polluted file ends as messy/NOTES.tsv says: the good rows equal the clean source's. */
class PollockTest {
  private static final String FOLDER = "messy/pollock/";
  private static final int ROWS = 83;
  private static int checked;

  private static final List<ColumnSpec> DECLARED =
      Stream.of(
              "DATE,TIME,Qty,PRODUCTID,Price,ProductType,ProductDescription,URL,Comments"
                  .split(","))
          .map(name -> new ColumnSpec(name, "string", Optional.empty(), Optional.empty()))
          .toList();

  static List<Path> files() {
    return SharedData.files(FOLDER + "csv");
  }

  /** What a user would write for the file. */
  private static FormatSpec.Csv dialect(String file) throws IOException {
    JsonNode parameters =
        new ObjectMapper()
            .readTree(SharedData.file(FOLDER + "parameters/" + file + "_parameters.json").toFile());
    FormatSpec.Csv standard = FormatSpec.Csv.standard();
    String delimiter = parameters.get("delimiter").asText();
    int headerRows = parameters.get("header_lines").asInt();
    return new FormatSpec.Csv(
        headerRows > 0,
        headerRows,
        parameters.get("preamble_lines").asInt(),
        delimiter.isEmpty() ? standard.delimiter() : delimiter,
        parameters.get("quotechar").asText(),
        parameters.get("escapechar").asText(),
        parameters.get("encoding").asText(),
        "");
  }

  private static List<List<String>> source() {
    return Reading.csv(FormatSpec.Csv.standard(), SharedData.file(FOLDER + "clean/source.csv"))
        .rows()
        .stream()
        .map(PollockTest::emptyAsNull)
        .toList();
  }

  /** The clean files quote everything, so that their NULLs are empty texts. */
  private static List<String> emptyAsNull(List<String> values) {
    return new ArrayList<>(values.stream().map(v -> v == null || v.isEmpty() ? null : v).toList());
  }

  private static List<List<String>> sourceWithout(int record) {
    List<List<String>> rows = new ArrayList<>(source());
    rows.remove(record - 1);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("files")
  void endsAsItsNoteSays(Path file) throws IOException {
    String name = file.getFileName().toString();
    Reading reading = Reading.csv(dialect(name), file);
    if (name.startsWith("row_")) {
      damagedRecord(name, reading);
    } else {
      wholeFile(name, reading);
    }
    checked++;
  }

  private static void damagedRecord(String name, Reading reading) {
    int record = Integer.parseInt(name.replaceAll("\\D*(\\d+).*", "$1"));
    if (record == 0) {
      assertThat(reading.headerProblem()).contains("closing quote");
      assertThat(reading.rows()).isEmpty();
      assertThat(reading.malformed()).hasSize(ROWS);
      return;
    }
    assertThat(reading.rows()).isEqualTo(sourceWithout(record));
    assertThat(reading.malformed()).hasSize(1);
    Malformed bad = reading.malformed().get(0);
    assertThat(bad.line()).isEqualTo(record + 1);
    if (name.startsWith("row_less")) {
      assertThat(bad.reason())
          .isIn(
              "has 8 fields where 9 are expected",
              "has quotes that open in one unquoted field and close in another");
    } else if (name.startsWith("row_more")) {
      assertThat(bad.reason()).isEqualTo("has 10 fields where 9 are expected");
    } else if (name.startsWith("row_extra_quote")) {
      assertThat(bad.reason()).containsPattern("closing quote|never closed");
    }
  }

  private static void wholeFile(String name, Reading reading) {
    switch (name) {
      case "file_no_payload.csv" -> {
        assertThat(reading.header()).isEmpty();
        assertThat(reading.records()).isEmpty();
      }
      case "file_header_only.csv" -> {
        assertThat(reading.header()).hasSize(9);
        assertThat(reading.records()).isEmpty();
      }
      case "file_one_data_row.csv" -> {
        assertThat(reading.rows()).isEqualTo(source().subList(0, 1));
        assertThat(reading.malformed()).isEmpty();
      }
      case "file_multitable_less.csv", "file_multitable_more.csv", "file_multitable_same.csv" -> {
        assertThat(reading.rows()).isEqualTo(source());
        assertThat(reading.malformed()).hasSize(ROWS);
        assertThat(reading.malformed().get(0).reason()).contains("second table starts here");
      }
      case "file_field_delimiter_0x20.csv" -> {
        // Its unquoted texts hold spaces ("Switch Fly Rods"), so that no dialect gives 83 x 9.
        assertThat(reading.records()).hasSize(ROWS);
        assertThat(reading.rows()).hasSize(34);
        assertThat(source()).containsAll(reading.rows());
      }
      default -> {
        assertThat(reading.rows()).isEqualTo(source());
        assertThat(reading.malformed()).isEmpty();
      }
    }
  }

  @Test
  void theSourceHas83RowsOf9Fields() {
    assertThat(source()).hasSize(ROWS).allMatch(row -> row.size() == 9);
  }

  @Test
  void withoutEscapesDeclaredEverySingleDamagedRecordIsMalformedAndNoneIsShifted() {
    Path file = SharedData.file(FOLDER + "csv/file_escape_char_0x00.csv");
    Reading reading = Reading.csv(FormatSpec.Csv.standard(), file);
    assertThat(reading.malformed())
        .extracting(Malformed::line)
        .containsExactly(11L, 13L, 22L, 23L, 40L, 84L);
    assertThat(source()).containsAll(reading.rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file_field_delimiter_0x9.csv      | with TAB",
        "file_field_delimiter_0x20.csv     | with a space",
        "file_field_delimiter_0x3B.csv     | with ';'",
        "file_field_delimiter_0x2C_0x20.csv| a space behind each ','; set format.delimiter to ', '",
        "file_quotation_char_0x27.csv      | the quote may be '",
        "file_no_header.csv                | has no name",
        "file_header_multirow_2.csv        | -",
      })
  void theWrongDialectIsRefusedAsAWhole(String name, String hint) {
    Reading reading =
        Reading.csv(FormatSpec.Csv.standard(), SharedData.file(FOLDER + "csv/" + name));
    ColumnBinding binding =
        ColumnBinding.toHeader(DECLARED, FormatSpec.Csv.standard(), reading.header());
    if (hint.equals("-")) {
      assertThat(reading.rows()).as("a second header row is taken for a second table").isEmpty();
    } else {
      assertThat(binding.problems()).anyMatch(problem -> problem.contains(hint));
    }
    ColumnBinding inferring =
        ColumnBinding.toHeader(List.of(), FormatSpec.Csv.standard(), reading.header());
    assertThat(inferring.problems().isEmpty()).isEqualTo(hint.equals("-"));
  }

  @Test
  void aMissingHeaderIsFlaggedByTheNamesThatAreMissing() {
    Path file = SharedData.file(FOLDER + "csv/file_no_header.csv");
    Reading reading = Reading.csv(FormatSpec.Csv.standard(), file);
    ColumnBinding binding =
        ColumnBinding.toHeader(DECLARED, FormatSpec.Csv.standard(), reading.header());
    assertThat(binding.missing()).hasSize(9);
  }

  @AfterAll
  static void summary() {
    System.out.printf("pollock: %d files checked against messy/NOTES.tsv%n", checked);
  }
}
