package io.penstock.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SELECT may give and no table can hold. */
class StorableTypesTest {
  private static StructField field(String ddl) {
    return StructType.fromDDL(ddl).fields()[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c BIGINT",
        "c DECIMAL(38, 18)",
        "c ARRAY<STRUCT<a: STRING, b: MAP<STRING, DATE>>>",
        "c TIMESTAMP_NTZ"
      })
  void mostTypesAreStored(String ddl) {
    assertThat(StorableTypes.problem(field(ddl), List.of())).isEmpty();
  }

  @Test
  void whatHasNoTypeOrIsAnIntervalIsNotAtAnyDepth() {
    assertThat(StorableTypes.problem(field("c VOID"), List.of()).orElseThrow())
        .isEqualTo(
            "the column 'c' has no type, because all that it ever is, is NULL. Give it one, such as"
                + " CAST(NULL AS STRING).");
    assertThat(
            StorableTypes.problem(field("c ARRAY<STRUCT<d: INTERVAL DAY TO SECOND>>"), List.of()))
        .get()
        .asString()
        .contains("cannot be stored because it is an interval");
  }

  @Test
  void aKeyCanBeCompared() {
    assertThat(StorableTypes.problem(field("c MAP<STRING, INT>"), List.of("C")).orElseThrow())
        .contains("cannot be a key because values of its type cannot be compared");
    assertThat(StorableTypes.problem(field("c STRUCT<a: INT>"), List.of("c"))).isEmpty();
  }
}
