package io.penstock.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1", "5.5", "101%", "100.1%", "5 rows", "1e3", "five", "5%%"})
  void whatIsNoLimitIsRefused(String text) {
    assertThat(Limit.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5%, 5, 100, false",
    "5%, 6, 100, true",
    "0.5%, 1, 200, false",
    "0%, 1, 1000000000, true",
    "100%, 10, 10, false",
    "' 5 % ', 1, 20, false",
    "3, 3, 0, false",
    "3, 4, 1000, true",
    "0, 0, 0, false",
    "5%, 1, 0, true",
  })
  void aLimitIsExceededOnlyAboveItsBound(String text, long found, long of, boolean exceeded) {
    assertThat(Limit.parse(text).orElseThrow().exceeded(found, of)).isEqualTo(exceeded);
  }

  @Test
  void theNearestNameIsASlipAway() {
    List<String> names = List.of("keys", "apply", "expect");
    assertThat(Nearest.hint("kesy", names)).isEqualTo("Did you mean 'keys'?");
    assertThat(Nearest.hint("APPLY", names)).isEqualTo("Did you mean 'apply'?");
    assertThat(Nearest.hint("description", names)).isEqualTo("Valid are: apply, expect, keys.");
    assertThat(Nearest.hint("x", List.of())).isEqualTo("There is none that could be meant.");
  }

  @Test
  void whatASentenceQuotesDoesNotSteerTheTerminal() {
    assertThat(new SpecException("Found: '\u001b[2J\u0000\u0085x\ty'\nmore"))
        .hasMessage("Found: '\\x1B[2J\\x00\\x85x\ty'\nmore");
  }

  @Test
  void problemsAreSortedByPlaceAndSaidOnce() {
    Problems problems = new Problems();
    problems.add(new Origin("b", 2), "two.");
    problems.add(new Origin("b", 1), "one.");
    problems.add(new Origin("a", 9), "nine.");
    problems.add(new Origin("b", 1), "one.");
    assertThat(problems.all())
        .map(Object::toString)
        .containsExactly("a:9: nine.", "b:1: one.", "b:2: two.");
  }
}
