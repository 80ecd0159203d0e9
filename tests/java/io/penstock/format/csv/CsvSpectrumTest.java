package io.penstock.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.format.Reading;
import io.penstock.spec.FormatSpec;
import io.penstock.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of csv-spectrum is exactly its JSON twin. */
class CsvSpectrumTest {
  private static int checked;

  static List<Path> files() {
    return SharedData.files("messy/csv-spectrum/csvs");
  }

  @ParameterizedTest
  @MethodSource("files")
  void equalsItsJsonTwin(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".csv", ".json");
    JsonNode twin =
        new ObjectMapper().readTree(SharedData.file("messy/csv-spectrum/json/" + name).toFile());
    Reading reading = Reading.csv(FormatSpec.Csv.standard(), file);
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode object : twin) {
      List<String> row = new ArrayList<>();
      reading.header().forEach(key -> row.add(object.get(key).asText()));
      assertThat(object).hasSize(reading.header().size());
      expected.add(row);
    }
    assertThat(reading.rows()).isEqualTo(expected);
    assertThat(reading.malformed()).isEmpty();
    checked++;
  }

  @AfterAll
  static void summary() {
    System.out.printf("csv-spectrum: %d files checked%n", checked);
  }
}
