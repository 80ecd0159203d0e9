package io.penstock.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types all of whose values another one has. */
class WideningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int; bigint; true",
        "bigint; int; false",
        "int; double; true",
        "bigint; double; false",
        "int; decimal(18,2); true",
        "int; decimal(11,2); false",
        "decimal(9,2); decimal(18,4); true",
        "decimal(18,4); decimal(18,2); false",
        "double; decimal(18,2); false",
        "date; string; true",
        "string; date; false",
        "struct<a: int>; struct<a:int>; true",
        "array<int>; array<string>; false"
      })
  void fits(String from, String to, boolean fits) {
    assertThat(Widening.fits(from, to)).isEqualTo(fits);
  }
}
