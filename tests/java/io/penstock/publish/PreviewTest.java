package io.penstock.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.publish.Preview.Rows;
import io.penstock.publish.Preview.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A preview in words. */
class PreviewTest {
  @Test
  void saysHowRowsWouldGetThere() {
    assertThat(preview(Way.CHANGES, new Rows(2, 1, 3, 0)).sentence())
        .isEqualTo("2 rows to insert, 1 to update, 3 to delete");
    assertThat(preview(Way.CHANGES, new Rows(2, 1, 0, 3)).sentence())
        .isEqualTo("2 rows to insert, 1 to update, 3 gone from the lake that stay");
    assertThat(preview(Way.RECORD, new Rows(0, 0, 0, 0)).sentence())
        .isEqualTo("complete the record of a version that is there");
    assertThat(
            new Preview(
                    Way.SWAP,
                    new Rows(10, 0, 0, 0),
                    List.of("CREATE TABLE `t`"),
                    Optional.of("its columns changed"))
                .sentence())
        .isEqualTo(
            "load all 10 rows and swap the table; CREATE TABLE `t`, because its columns changed");
  }

  private static Preview preview(Way way, Rows rows) {
    return new Preview(way, rows, List.of(), Optional.empty());
  }
}
