package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.testing.Trial;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose records are mostly bad changes nothing and says what they have in common. */
class TooManyBadRecordsTest {
  private static final String SOURCE =
      """
      source: {type: files, path: ../data}
      format: {type: csv}
      schema:
        columns:
          id: {type: bigint}
          amount: {type: "decimal(9,2)"}
      """;

  @TempDir private Path root;

  private Trial trial(String more) {
    return new Trial(root).file("sources/a.yml", SOURCE + more);
  }

  private static String file(int records, String amount, int bad, String badAmount) {
    return "id,amount\n"
        + IntStream.range(0, records)
            .mapToObj(i -> i + "," + (i < bad ? badAmount : amount) + "\n")
            .collect(Collectors.joining());
  }

  private static String error(RunResult result) {
    assertThat(result.exitStatus()).isEqualTo(3);
    return Trial.step(result, "bronze.a").error().orElseThrow();
  }

  @Test
  void malformedOnesAreRefusedAndTheTablesStayAsTheyWere() {
    Trial trial = trial("").data("1.csv", file(3, "1.50", 0, ""));
    trial.run();

    RunResult refused = trial.data("2.csv", file(60, "1.50", 20, "1,50")).run();

    assertThat(error(refused))
        .contains("'schema.fail_above.malformed' allows, which is 10%. Found: 20 of 60 records;")
        .contains("most often a record has 3 fields where 2 are expected, first in line 2 of '")
        .contains("2.csv'. A text or a decimal comma that holds the delimiter has to stand in");
    assertThat(trial.query("SELECT count(*) FROM bronze.a")).containsExactly("[3]");
    assertThat(error(trial.run())).as("the next run sees them again").contains("20 of 60");

    RunResult allowed = trial("  fail_above: {malformed: 50%}\n").run();
    assertThat(allowed.exitStatus()).as(allowed.toString()).isZero();
    assertThat(trial.query("SELECT count(*) FROM bronze.a")).containsExactly("[43]");
  }

  @Test
  void valuesThatDoNotFitAreRefusedToo() {
    String commas = file(100, "1.50", 96, "\"1,50\"");
    Trial trial = trial("  fail_above: {malformed: 0}\n").data("1.csv", commas);

    assertThat(error(trial.run()))
        .contains("'schema.fail_above.rescued' allows, which is 10%. Found: 96 of 100 records")
        .contains("'amount' is not a number: it has a comma")
        .contains("set format.decimal_separator");

    trial("  fail_above: {rescued: 96}\n");
    assertThat(trial.run().exitStatus()).isZero();
  }

  @Test
  void aHandfulAmongFewIsNotTooMuchUnlessALimitSaysSo() {
    Trial trial = trial("").data("1.csv", file(9, "1.50", 9, "1,50"));
    assertThat(trial.run().exitStatus()).isZero();

    Trial strict =
        trial("  fail_above: {malformed: 0}\n").data("2.csv", file(9, "1.50", 1, "1,50"));
    assertThat(error(strict.run())).contains("which is 0. Found: 1 of 9 records");
  }

  @Test
  void anotherDelimiterThanTheHeaderHasIsNamed() {
    Trial trial = trial("").data("1.csv", "id,amount\n" + "1;2\n".repeat(12) + "3,4\n".repeat(20));
    assertThat(error(trial.run())).contains("The records seem to be divided by ';'");
  }

  @Test
  void aHeaderThatComesLaterIsHintedAt() {
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n")
            .data("1.csv", "Report of May\nid,amount\n" + "1,2\n".repeat(20));
    assertThat(error(trial.run()))
        .contains("has 2 fields where 1 is expected")
        .contains("if the header comes later, set format.skip_rows");
  }

  @Test
  void aDocumentReadByLinesIsHintedAt() {
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", "source: {type: files, path: ../data}\nformat: {type: json}\n")
            .data("1.json", "[\n" + "  {\n    \"id\": 1\n  },\n".repeat(20) + "  {}\n]\n");
    assertThat(error(trial.run())).contains("set format.layout to document");
  }
}
