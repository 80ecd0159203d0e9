package io.penstock.format.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.TextStyle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with signs of their own: what stands elsewhere than it may is rejected, not guessed. */
class LocalNumberTest {
  private static final TextStyle GERMAN =
      new TextStyle(List.of(""), ",", ".", List.of("ja"), List.of("nein"));

  private static Conversion convert(String type, String text) {
    return Converters.of(new ColumnSpec("c", type, Optional.empty(), Optional.empty()), GERMAN)
        .fromText(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1,50|1.50", "-1.234.567,8|-1234567.80", "1234,5|1234.50", "0,1|0.10", "7|7.00"})
  void areRead(String text, BigDecimal number) {
    assertThat(convert("decimal(12,2)", text)).isEqualTo(Conversion.of(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.50", "12.34", "1.2345,0", "1,5.000", "1..000", ".123", "1,2,3", "1,005"})
  void orRejected(String text) {
    assertThat(convert("decimal(12,2)", text)).isInstanceOf(Conversion.Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({"ja, true", "Nein, false"})
  void soAreBooleans(String text, boolean value) {
    assertThat(convert("boolean", text)).isEqualTo(Conversion.of(value));
    assertThat(convert("boolean", "yes")).isInstanceOf(Conversion.Rejected.class);
  }
}
