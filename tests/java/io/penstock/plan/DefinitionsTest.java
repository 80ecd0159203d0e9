package io.penstock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.read.TestingFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
  private static final String RULE = "expect: [{name: r, that: a > 1, fail_above: 5%}]\n";
  @TempDir Path path;
  private int count;

  private TestingFolder folder() {
    return new TestingFolder(path.resolve("p" + count++));
  }

  private String silver(String sql, String yaml) {
    TestingFolder folder =
        folder().source("a").file("silver/a.sql", sql).file("silver/a.yml", yaml);
    String digest = Definitions.of(folder.read("local").silver().get(0)).digest();
    folder.problems().throwIfAny();
    return digest;
  }

  private String source(String yaml) {
    TestingFolder folder = folder().file("sources/a.yml", yaml);
    String digest = Definitions.of(folder.read("local").sources().get(0)).digest();
    folder.problems().throwIfAny();
    return digest;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys: [k]                         | description: x    | true",
        "keys: [k]                         | keys: [j]         | false",
        "keys: [k]                         | apply: {order_by: x} | false",
        "parameters: {p: 1}                | parameters: {p: 2}   | false",
      })
  void aModelChangesWithWhatComputesItsRows(String first, String second, boolean same) {
    String base = first.strip() + "\n" + RULE;
    String changed = second.startsWith(first.substring(0, 4)) ? second : first + "\n" + second;
    String other = changed.strip() + "\n" + RULE;
    assertThat(silver("SELECT 1", base).equals(silver("SELECT 1", other))).isEqualTo(same);
  }

  @Test
  void rulesCountAndTheirLimitsDoNot() {
    String base = silver("SELECT 1", RULE);
    assertThat(silver("SELECT 1\n", RULE)).isEqualTo(base);
    assertThat(silver("SELECT 1", RULE.replace("5%", "6%"))).isEqualTo(base);
    assertThat(silver("SELECT 2", RULE)).isNotEqualTo(base);
    assertThat(silver("SELECT 1", RULE.replace("a > 1", "a > 2"))).isNotEqualTo(base);
    assertThat(silver("SELECT 1", RULE.replace("5%", "5%, else: warn"))).isNotEqualTo(base);
    assertThat(silver("SELECT 1", RULE.replace("5%", "5%, on_null: pass"))).isNotEqualTo(base);
  }

  @Test
  void aSourceChangesWithWhatItsBytesMean() {
    String base = source(TestingFolder.SOURCE);
    assertThat(source(TestingFolder.SOURCE.replace("/data", "/other"))).isEqualTo(base);
    assertThat(source(TestingFolder.SOURCE.replace("csv", "csv, delimiter: ';'")))
        .isNotEqualTo(base);
    assertThat(source(TestingFolder.SOURCE.replace("/data", "/data, unpack: zip")))
        .isNotEqualTo(base);
    assertThat(
            source(TestingFolder.SOURCE.replace("}}", "}, schema: {columns: {a: {type: int}}}}")))
        .isNotEqualTo(base);
  }
}
