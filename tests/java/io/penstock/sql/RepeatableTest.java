package io.penstock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.TestSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be computed twice, because it is the same both times. */
class RepeatableTest {
  private static boolean isOfEachRow(String sql) {
    return Repeatable.isOfEachRow(TestSpark.session().sql(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cast('now' AS timestamp)",
        "to_timestamp(' NOW ')",
        "try_cast('now' AS timestamp_ntz)",
        "to_date('today')",
        "date_add('yesterday', 1)",
        "timestamp_seconds(id) < 'now'",
        "current_timestamp()",
        "rand()",
        "uuid()",
        "transform(array(id), x -> x + rand())",
        "reflect('java.lang.Math', 'random')"
      })
  void whatDependsOnTheMomentOrOnChanceIsNot(String expression) {
    assertThat(isOfEachRow("SELECT " + expression + " AS x FROM range(3)")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id + 1", "to_date('2024-01-01')", "'nowhere'", "upper(cast(id AS string))"})
  void whatFollowsFromTheRowIs(String expression) {
    assertThat(isOfEachRow("SELECT " + expression + " AS x FROM range(3)")).isTrue();
  }

  @Test
  void functionsOfUsersAreNotWhateverTheySay() {
    var chance = functions.udf((UDF0<Double>) Math::random, DataTypes.DoubleType);
    Dataset<Row> rows = TestSpark.session().range(3).toDF().select(chance.apply().as("x"));
    assertThat(Repeatable.isOfEachRow(rows)).isFalse();
  }
}
