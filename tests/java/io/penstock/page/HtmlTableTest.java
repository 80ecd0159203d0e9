package io.penstock.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures as people read them. */
class HtmlTableTest {
  @Test
  void groupsByThousandsWhateverTheSignAndTheFraction() {
    assertThat(
            List.of("1", "999", "1000", "-1000", "-999.5", "1234567.8901", "-123456").stream()
                .map(HtmlTable::grouped))
        .containsExactly("1", "999", "1,000", "-1,000", "-999.5", "1,234,567.8901", "-123,456");
  }
}
