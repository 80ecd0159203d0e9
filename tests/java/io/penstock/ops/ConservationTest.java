package io.penstock.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.penstock.lake.CommitResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every row that was read is found again, or somebody hears of it. */
class ConservationTest {
  private final Conservation conservation = new Conservation("silver.sales");

  @Test
  void everyTermButTheDeletedRowsBelongsToTheBalance() {
    Counts counts = new Counts(21, 1, 2, 3, 100, 4, 5, 6);
    assertThat(counts.accounted()).isEqualTo(21);
    assertThatCode(() -> conservation.check(counts)).doesNotThrowAnyException();
    assertThat(counts.asMap().keySet())
        .containsExactly(
            "read",
            "written",
            "updated",
            "unchanged",
            "deleted",
            "quarantined",
            "filtered",
            "deduplicated");
  }

  @Test
  void aRowTooFewInTheTableIsSaidAndNotTriedAgain() {
    UnbalancedException failure =
        catchThrowableOfType(
            UnbalancedException.class,
            () -> conservation.check(new Counts(3, 2, 0, 0, 0, 0, 0, 0)));
    assertThat(failure)
        .hasMessageStartingWith(
            "Step 'silver.sales': the row counts do not balance: 3 rows were read")
        .hasMessageContaining("but 2 are accounted for");
    assertThat(failure.committed()).isTrue();
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.counts().read()).isEqualTo(3);
  }

  @Test
  void whatDiffersBeforeAnythingIsWrittenMayBeTriedAgain() {
    assertThatCode(() -> conservation.same(7, "here", 7, "there")).doesNotThrowAnyException();
    UnbalancedException failure =
        catchThrowableOfType(
            UnbalancedException.class,
            () -> conservation.same(7, "in the log of bronze.sales", 8, "by the readers"));
    assertThat(failure)
        .hasMessageContaining(
            "7 rows were counted in the log of bronze.sales, but 8 by the readers. Nothing was written");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void aTableHoldsWhatItHadAndWhatCameWithoutWhatWent() {
    CommitResult made = new CommitResult(4, 11, Map.of());
    assertThatCode(() -> conservation.holds(10, 3, 2, made)).doesNotThrowAnyException();
    assertThatThrownBy(() -> conservation.holds(10, 3, 1, made))
        .isInstanceOf(UnbalancedException.class)
        .hasMessageContaining("12 rows must be in the table (10 before, 3 more, 1 gone)")
        .hasMessageContaining("11 are in version 4");
  }
}
