package io.penstock.quality;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.Expectation;
import io.penstock.spec.Expectation.Action;
import io.penstock.spec.Expectation.OnNull;
import io.penstock.spec.Limit;
import io.penstock.spec.Origin;
import io.penstock.spec.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void failStopsAtTheFirstViolationUnlessALimitSaysHowManyMayPass() {
    assertThatThrownBy(() -> guard(Action.FAIL, Optional.empty(), 1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("allows none. Found: 1 of 10 rows");
    assertThatCode(() -> guard(Action.FAIL, Limit.parse("20%"), 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard(Action.FAIL, Limit.parse("20%"), 3))
        .hasMessageContaining("allows at most 20%. Found: 3 of 10 rows");
    assertThatThrownBy(() -> guard(Action.WARN, Limit.parse("2"), 3))
        .isInstanceOf(RefusedException.class);
    assertThatCode(() -> guard(Action.WARN, Optional.empty(), 9)).doesNotThrowAnyException();
  }

  private static void guard(Action action, Optional<Limit> limit, long violations) {
    Rules rules =
        new Rules(
            "silver.a",
            List.of(
                new Expectation(
                    "few", "v < 5", action, limit, OnNull.VIOLATE, new Origin("silver/a.yml", 2))));
    rules.guard(rules.results(List.of(violations), 10));
  }
}
