package io.penstock.land.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename=\"a b.csv\" | a b.csv",
        "attachment; filename=a.csv; size=3 | a.csv",
        "attachment; filename=\"x.csv\"; filename*=UTF-8''na%C3%AFve.csv | naïve.csv",
        "attachment; filename=\"../../etc/passwd\" | passwd",
        "attachment; filename=\"..\\\\..\\\\evil.csv\" | evil.csv",
        "attachment; filename=\"_hidden{*}.csv\" | hidden___.csv",
        "attachment; filename=\"..\" | fallback.zip",
        "attachment | fallback.zip",
      })
  void makesTheNameOfTheServerSafe(String header, String name) {
    URI uri = URI.create("https://host/dir/fallback.zip?x=1");
    assertThat(FileNames.of(Optional.of(header), uri, uri)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/a/b%20c.csv?x=1, b c.csv",
    "https://host/a/..%2F..%2Fe.csv, e.csv",
    "https://host/, first.csv",
    "https://host, first.csv"
  })
  void takesTheEndOfThePathOtherwise(String last, String name) {
    URI first = URI.create("https://host/first.csv");
    assertThat(FileNames.of(Optional.empty(), URI.create(last), first)).isEqualTo(name);
  }

  @Test
  void keepsTheExtensionOfALongName() {
    String name = FileNames.safe("ü".repeat(300) + ".csv").orElseThrow();
    assertThat(name).endsWith("ü.csv").hasSizeLessThan(151);
  }
}
