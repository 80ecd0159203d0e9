package io.penstock.publish.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.ops.FaultPoint;
import io.penstock.spec.PenstockException;
import io.penstock.spec.PublishSpec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that the target loses, or has other than it was sent, is not published. */
class LostInTargetTest extends SwapContract {
  @TempDir private Path root;

  @AfterEach
  void listenNoMore() {
    FaultPoint.listen(point -> {});
  }

  private void at(String point, String statement) {
    FaultPoint.listen(
        passed -> {
          if (passed.equals(point)) {
            try {
              run(statement.replace("SHADOW", shadow()));
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  private String shadow() throws SQLException {
    return list("SHOW TABLES").stream()
        .filter(name -> name.contains("__penstock_"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRowOfTheShadowTableThatIsGoneStopsTheSwap() throws Exception {
    swap(version(1, 5)).run();
    at("loaded", "DELETE FROM SHADOW WHERE id = 3");

    assertThatThrownBy(() -> swap(version(2, 5)).version(2).run())
        .isInstanceOf(PenstockException.class)
        .hasMessageContaining("the loaded rows are not those of the lake");
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("1");
    assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("5");

    listenNoMore();
    swap(version(2, 5)).version(2).run();
    assertThat(list("SELECT DISTINCT v FROM t")).containsExactly("2");
  }

  @Test
  void aValueThatIsAnotherStopsTheSwap() throws Exception {
    at("loaded", "UPDATE SHADOW SET x = x + 1e-9 WHERE id = 3");

    assertThatThrownBy(() -> swap("SELECT id, id / 3.0D AS x FROM range(5)").run())
        .hasMessageContaining("the loaded rows are not those of the lake");
    assertThat(list("SHOW TABLES LIKE 't'")).isEmpty();
  }

  @Test
  void aRowOfTheStageThatIsGoneStopsTheMerge() throws Exception {
    for (PublishSpec.Mode mode : List.of(PublishSpec.Mode.UPSERT, PublishSpec.Mode.APPEND)) {
      run("DROP TABLE IF EXISTS t");
      GoldShelf shelf =
          new GoldShelf(root.resolve(mode.name())).is("SELECT id, id * 2 AS v FROM range(5)");
      shelf.mode = mode;
      shelf.keys = mode == PublishSpec.Mode.APPEND ? List.of() : List.of("id");
      shelf.generation = mode.name();
      shelf.publish(endpoint());
      shelf.sql("INSERT INTO @ VALUES (7, 14), (8, 16)");
      at("merge-begun", "DELETE FROM SHADOW WHERE id = 8");

      assertThatThrownBy(() -> shelf.publish(endpoint()))
          .isInstanceOf(PenstockException.class)
          .hasMessageContaining("the rows in the target are not those that were sent");
      assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("5");

      listenNoMore();
      shelf.publish(endpoint());
      assertThat(one("SELECT COUNT(*) FROM t")).isEqualTo("7");
    }
  }
}
