package io.penstock.silver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SpecException;
import io.penstock.spec.TableName;
import io.penstock.testing.TestSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Of several rows of one key the last. */
class LastOfKeyTest {
  private static final Origin AT = new Origin("silver/a.yml", 3);

  private static SilverSpec model(String... orderBy) {
    return new SilverSpec(
        TableName.silver("a"),
        "",
        new ModelCode.Sql("SELECT 1", AT),
        List.of("k"),
        new SilverSpec.Apply(SilverSpec.Mode.UPSERT, List.of(orderBy)),
        Map.of(),
        List.of(),
        AT);
  }

  private static Dataset<Row> rows(String values) {
    return TestSpark.session()
        .sql("SELECT * FROM VALUES " + values + " AS t(k, v, at, _source_file, __carried_line)");
  }

  private static List<String> last(SilverSpec model, Dataset<Row> rows) {
    return new LastOfKey(model, rows, false)
        .rows().select("k", "v").orderBy("k").collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void isTheOneWithTheHighestOrderAndNullComesFirst() {
    Dataset<Row> rows =
        rows(
            "(1, 'a', 5, 'f', 1), (1, 'b', 7, 'f', 2), (1, 'c', NULL, 'g', 9), (2, 'd', 1, 'f', 3)");
    assertThat(last(model("at"), rows)).containsExactly("[1,b]", "[2,d]");
    LastOfKey.Keys keys = new LastOfKey(model("at"), rows, false).keys();
    assertThat(keys.distinct()).isEqualTo(2);
    assertThat(keys.repeated()).isEqualTo(2);
  }

  @Test
  void isWithoutAnOrderTheOneThatStandsLastInTheLastFile() {
    assertThat(
            last(model(), rows("(1, 'a', 0, 'f1', 9), (1, 'b', 0, 'f2', 1), (1, 'c', 0, 'f2', 2)")))
        .containsExactly("[1,c]");
  }

  @Test
  void isTheSameWhateverTheOrderInWhichRowsCome() {
    String one = "(1, 'a', 0, 'f', 1)";
    String other = "(1, 'b', 0, 'f', 1)";
    assertThat(last(model(), rows(one + ", " + other)))
        .isEqualTo(last(model(), rows(other + ", " + one)));
  }

  @Test
  void anOrderByWhatNobodySelectsIsSaid() {
    assertThatThrownBy(() -> last(model("since"), rows("(1, 'a', 0, 'f', 1)")))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "Table 'silver.a' (silver/a.yml:3): cannot order by 'since' because the SELECT gives no"
                + " such column. Select it, or order by one of k, v, at, _source_file.");
  }

  @Test
  void onlyAnOrderThatTheTableHoldsCanBeHeldAgainstItsRows() {
    Dataset<Row> rows = rows("(1, 'a', 0, 'f', 1)");
    assertThat(new LastOfKey(model("at"), rows, false).storedOrder()).containsExactly("at");
    assertThat(new LastOfKey(model("_line"), rows, false).storedOrder()).isEmpty();
  }
}
