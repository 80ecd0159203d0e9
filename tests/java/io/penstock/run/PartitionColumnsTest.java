package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose values are in the names of folders. */
class PartitionColumnsTest {
  @TempDir private Path root;

  private Trial trial(String format, String more) {
    return new Trial(root)
        .file(
            "sources/a.yml",
            "source: {type: files, path: ../data, partition_columns: [dt, Region]}\n"
                + "format: {type: "
                + format
                + "}\n"
                + more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void eachRowHasThoseOfItsFileWithATypeThatAllOfThemFit(String format) {
    Trial trial = trial(format, "");
    boolean csv = format.equals("csv");
    trial.file(
        "../data/dt=2024-01-01/Region=01/a", csv ? "id\n1\n2\n" : "{\"id\":1}\n{\"id\":2}\n");
    trial.file("../data/dt=2024-01-02/Region=a%3Ab ü/a", csv ? "id\n3\n" : "{\"id\":3}\n");
    trial.file("../data/dt=__HIVE_DEFAULT_PARTITION__/Region=/a", csv ? "id\n4\n" : "{\"id\":4}\n");

    assertThat(Trial.step(trial.run(), "bronze.a").error()).isEmpty();
    assertThat(trial.query("SELECT id, dt, region, typeof(dt) FROM bronze.a ORDER BY id"))
        .containsExactly(
            "[1,2024-01-01,01,date]",
            "[2,2024-01-01,01,date]",
            "[3,2024-01-02,a:b ü,date]",
            "[4,null,null,date]");

    // A later file is held against what was pinned, and one that changed takes its rows along.
    trial.file("../data/dt=2024-01-03/Region=x/a", csv ? "id\n5\n" : "{\"id\":5}\n");
    trial.file("../data/dt=2024-01-02/Region=a%3Ab ü/a", csv ? "id\n33\n" : "{\"id\":33}\n");
    assertThat(Trial.step(trial.run(), "bronze.a").error()).isEmpty();
    assertThat(trial.query("SELECT id, dt, region FROM bronze.a WHERE id > 2 ORDER BY id"))
        .containsExactly("[4,null,null]", "[5,2024-01-03,x]", "[33,2024-01-02,a:b ü]");
  }

  @Test
  void aFileWithoutThemOrWithOtherValuesIsABadOne() {
    String declared =
        """
        schema:
          columns:
            id: {type: int}
            day: {type: date, from: dt}
            region: {type: int}
        """;
    Trial trial = trial("csv", declared);
    trial.file("../data/dt=2024-01-01/region=7/good.csv", "id\n1\n");
    trial.file("../data/dt=2024-01-01/lacks.csv", "id\n2\n");
    trial.file("../data/dt=2024-13-01/region=7/wrong.csv", "id\n3\n");
    trial.file("../data/dt=2024-01-01/region=7/both.csv", "id,REGION\n4,9\n");

    assertThat(Trial.step(trial.run(), "bronze.a").error().orElseThrow())
        .contains("lacks.csv': none of its folders is called 'Region=…'")
        .contains("wrong.csv': the value of its folder 'dt=2024-13-01' ")
        .contains("both.csv': it has a column 'Region' in its records and in the names of");

    trial = trial("csv", declared + "on_bad_file: quarantine\n");
    StepResult step = Trial.step(trial.run(), "bronze.a");
    assertThat(step.error()).isEmpty();
    assertThat(step.counts().quarantined()).isEqualTo(3);
    assertThat(trial.query("SELECT id, day, region FROM bronze.a"))
        .containsExactly("[1,2024-01-01,7]");
  }

  @Test
  void typesAreInferredFromAllHeadersOfTheSample() {
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n");
    trial.file("../data/1.csv", "id,zip,price\n1,12345,7\n");
    trial.file("../data/2.csv", "price,id,more,zip\n7.55,2,x,02134\n");

    assertThat(Trial.step(trial.run(), "bronze.a").error()).isEmpty();
    assertThat(trial.query("SELECT id, zip, price, more, _rescued FROM bronze.a ORDER BY id"))
        .containsExactly("[1,12345,7.00,null,null]", "[2,02134,7.55,x,null]");
  }
}
