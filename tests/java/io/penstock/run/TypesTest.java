package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.SpecException;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that Spark cannot compare, hash or store: they work, or are refused with what to write. */
class TypesTest {
  @TempDir private Path root;

  private Trial events() {
    return new Trial(root)
        .file(
            "sources/events.yml",
            """
            source: {type: files, path: ../data}
            format: {type: json}
            schema:
              columns:
                id: {type: bigint}
                tags: {type: "map<string,string>"}
                deep: {type: "struct<list: array<map<string,int>>, at: timestamp>"}
            """)
        .file("silver/events.sql", "SELECT id, tags, deep FROM bronze.events")
        .file("silver/events.yml", "keys: [id]\napply: {as: upsert, order_by: _ingested_at}\n")
        .file("gold/events.sql", "SELECT id, tags, deep FROM silver.events")
        .file("gold/events.yml", "keys: [id]\n")
        .data(
            "a.json",
            """
            {"id": 1, "tags": {"a": "x"}, "deep": {"list": [{"n": 1}], "at": "2026-01-01T00:00:00.000001Z"}}
            {"id": 2, "tags": {"b": "y"}, "deep": {"list": [], "at": null}}
            {"id": 3, "tags": null, "deep": null}
            """);
  }

  @Test
  void mapsAtAnyDepthChangeLikeOtherValues() {
    Trial trial = events();
    assertThat(trial.run().exitStatus()).isZero();

    trial.data(
        "b.json",
        """
        {"id": 1, "tags": {"a": "x"}, "deep": {"list": [{"n": 1}], "at": "2026-01-01T00:00:00.000002Z"}}
        {"id": 2, "tags": {"b": "z"}, "deep": {"list": [], "at": null}}
        {"id": 3, "tags": null, "deep": null}
        {"id": 4, "tags": {}, "deep": {"list": [{"n": 2}], "at": null}}
        """);
    RunResult second = trial.run();

    assertThat(second.steps()).allMatch(step -> step.error().isEmpty());
    assertThat(second.balanced()).isTrue();
    for (String step : new String[] {"silver.events", "gold.events"}) {
      assertThat(Trial.step(second, step).counts().updated()).as(step).isEqualTo(2);
    }
    assertThat(Trial.step(second, "gold.events").counts().written()).isEqualTo(1);
    assertThat(Trial.step(second, "gold.events").counts().unchanged()).isEqualTo(1);
    assertThat(trial.query("SELECT id, tags['b'], deep.at FROM gold.events ORDER BY id"))
        .containsExactly(
            "[1,null,2026-01-01 00:00:00.000002]", "[2,z,null]", "[3,null,null]", "[4,null,null]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NULL AS note | the column 'note' has no type, because all that it ever is, is NULL. Give it one",
        "array(NULL) AS note | the column 'note' has no type",
        "named_struct('a', NULL) AS note | the column 'note' has no type",
        "INTERVAL 1 DAY AS took | the column 'took' cannot be stored because it is an interval. Found:"
            + " interval day",
        "make_interval(0, 1) AS took | the column 'took' cannot be stored because it is an interval",
      })
  void whatNoTableCanHoldIsRefusedWithWhatToWriteInstead(String column, String said) {
    Trial trial = events().file("gold/events.sql", "SELECT id, " + column + " FROM silver.events");

    assertThatThrownBy(trial::run)
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("gold/events.sql")
        .hasMessageContaining(said);
  }

  @Test
  void itIsRefusedByTheStepWhereNobodyKnewTheColumnsBefore() {
    Trial trial =
        events()
            .file(
                "sources/events.yml",
                "source: {type: files, path: ../data}\nformat: {type: json}\n")
            .file("silver/events.sql", "SELECT id, NULL AS note FROM bronze.events")
            .file("gold/events.sql", "SELECT id, note FROM silver.events");

    RunResult run = trial.run();

    assertThat(Trial.step(run, "silver.events").error().orElseThrow())
        .startsWith("Table 'silver.events' (silver/events.sql): the column 'note' has no type");
    assertThat(Trial.step(run, "bronze.events").status()).hasToString("done");
    assertThat(trial.lake().exists(io.penstock.spec.TableName.silver("events"))).isFalse();
  }

  @Test
  void aKeyMustBeComparable() {
    Trial trial = events().file("silver/events.yml", "keys: [tags]\napply: {as: upsert}\n");

    assertThatThrownBy(trial::run)
        .hasMessageContaining(
            "the column 'tags' cannot be a key because values of its type cannot be");
  }

  @Test
  void textsOfALimitedLengthAreCheckedOnTheirWayInAndAreTexts() {
    Trial trial =
        new Trial(root)
            .file(
                "sources/codes.yml",
                """
                source: {type: files, path: ../data}
                format: {type: csv}
                schema:
                  columns:
                    id: {type: bigint}
                    code: {type: char(5)}
                    name: {type: varchar(4)}
                """)
            .file("silver/codes.sql", "SELECT id, code, name FROM bronze.codes")
            .file("silver/codes.yml", "keys: [id]\napply: {as: upsert, order_by: _ingested_at}\n")
            .data("a.csv", "id,code,name\n1,ab,abcd\n2,abcdef,x\n3,abcde,abcde\n");

    assertThat(trial.run().exitStatus()).isZero();
    assertThat(trial.query("SELECT id, code, name, _rescued FROM bronze.codes ORDER BY id"))
        .containsExactly(
            "[1,ab,abcd,null]",
            "[2,null,x,{\"code\":\"abcdef\"}]",
            "[3,abcde,null,{\"name\":\"abcde\"}]");

    trial.data("b.csv", "id,code,name\n1,zz,abc\n");
    assertThat(trial.run().exitStatus()).isZero();
    assertThat(trial.query("SELECT code, typeof(code) FROM silver.codes WHERE id = 1"))
        .containsExactly("[zz,string]");
  }
}
