package io.penstock.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.penstock.format.Reading;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On undamaged files, whatever their content, the reader and univocity see the same values. */
class UnivocityAgreementTest {
  private static final String LETTERS = "ab \"\",,\n';|é\t";
  private static final int COLUMNS = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsWhatUnivocityReads(long seed) {
    String text = file(new Random(seed));
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNumberOfRowsToSkip(1);
    List<List<String>> expected = new ArrayList<>();
    new CsvParser(settings)
        .parseAll(new StringReader(text))
        .forEach(row -> expected.add(List.of(row)));
    Reading reading = Reading.csv(text);
    assertThat(reading.malformed()).isEmpty();
    assertThat(reading.rows()).isEqualTo(expected);
  }

  private static String file(Random random) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setQuoteAllFields(true);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    StringWriter text = new StringWriter();
    CsvWriter writer = new CsvWriter(text, settings);
    writer.writeRow(Arrays.asList("h1", "h2", "h3", "h4"));
    for (int row = 0; row < 500; row++) {
      String[] values = new String[COLUMNS];
      for (int i = 0; i < COLUMNS; i++) {
        values[i] = value(random);
      }
      writer.writeRow(values);
    }
    writer.close();
    return text.toString();
  }

  private static String value(Random random) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return value.isEmpty() ? "x" : value.toString();
  }
}
