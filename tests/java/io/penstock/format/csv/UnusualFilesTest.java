package io.penstock.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.format.Reading;
import io.penstock.spec.CsvRows;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.TextStyle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that are written in ways of which the user has to say that they are meant. */
class UnusualFilesTest {
  private static FormatSpec.Csv rows(CsvRows rows) {
    return new FormatSpec.Csv(true, 1, 0, ",", "\"", "\"", "UTF-8", TextStyle.withNull(""), rows);
  }

  private static List<List<String>> read(CsvRows rows, String text) {
    return Reading.csv(rows(rows), text).rows();
  }

  @Test
  void linesOfCommentsAreNoRecordsUnlessTheyStandInATextOrBehindABeginning() {
    CsvRows rows = new CsvRows("#", 0, false, false);
    assertThat(read(rows, "#by x\na,b\n1,#2\n# no\n3,\"4\n#5\"\n#\n"))
        .containsExactly(List.of("1", "#2"), List.of("3", "4\n#5"));
  }

  @Test
  void theLastLinesAreNoRecords() {
    CsvRows rows = new CsvRows("", 2, false, false);
    assertThat(read(rows, "a,b\n1,2\n3,4\nTotal,6\nprinted today\n\n\n"))
        .containsExactly(List.of("1", "2"), List.of("3", "4"));
    assertThat(read(rows, "a,b\n1,2\n")).isEmpty();
    assertThat(read(rows, "a,b\n")).isEmpty();
  }

  @Test
  void rowsOfDelimitersOnlyAreSkippedWhereThatIsSaid() {
    CsvRows rows = new CsvRows("", 0, true, false);
    assertThat(read(rows, "a,b\n1,2\n,\n,3\n\"\",\"\"\n,\n"))
        .containsExactly(List.of("1", "2"), Arrays.asList(null, "3"));
    assertThat(read(CsvRows.ALL, "a,b\n,\n")).containsExactly(Arrays.asList(null, null));
  }

  @Test
  void shortRowsArePaddedWhereThatIsSaid() {
    CsvRows rows = new CsvRows("", 0, false, true);
    assertThat(read(rows, "a,b,c\n1\n1,\"2\n3\"\n1,2,3\n"))
        .containsExactly(
            Arrays.asList("1", null, null),
            Arrays.asList("1", "2\n3", null),
            List.of("1", "2", "3"));
    assertThat(Reading.csv(rows(rows), "a,b\n1,2,3\n").reasons())
        .containsExactly("has 3 fields where 2 are expected");
  }

  @Test
  void rowsOfNullsAreEmptyToo() {
    FormatSpec.Csv format =
        new FormatSpec.Csv(
            true,
            1,
            0,
            ",",
            "\"",
            "\"",
            "UTF-8",
            TextStyle.withNull("-"),
            new CsvRows("", 0, true, false));
    assertThat(Reading.csv(format, "a,b\n1,2\n-,-\n\"\",-\n\"-\",\n3,4\n").rows())
        .containsExactly(List.of("1", "2"), List.of("-", ""), List.of("3", "4"));
  }

  @Test
  void aCommentMayBeginWithAnyCharacter() {
    assertThat(read(new CsvRows("§", 0, false, false), "a,b\n1,2\n§no,record\n3,4\n"))
        .containsExactly(List.of("1", "2"), List.of("3", "4"));
  }

  @Test
  void severalTextsAreNull() {
    FormatSpec.Csv format =
        new FormatSpec.Csv(
            true,
            1,
            0,
            ",",
            "\"",
            "\"",
            "UTF-8",
            new TextStyle(List.of("NA", "-"), ".", "", List.of(), List.of()),
            CsvRows.ALL);
    assertThat(Reading.csv(format, "a,b,c\nNA,-,\n\"NA\",--,na\n").rows())
        .containsExactly(Arrays.asList(null, null, ""), List.of("NA", "--", "na"));
  }

  @Test
  void whereNothingIsQuotedAnySignMayBeEscaped() {
    FormatSpec.Csv format = new FormatSpec.Csv(false, 1, 0, "\t", "", "\\", "UTF-8", "\\N");
    assertThat(
            Reading.csv(
                    format, "1\tback\\\\slash\t\\N\n2\ttab\\\there\t\"\n3\tline\\\nend\t\\\\N\n")
                .rows())
        .containsExactly(
            Arrays.asList("1", "back\\slash", null),
            List.of("2", "tab\there", "\""),
            List.of("3", "line\nend", "\\N"));
    assertThat(Reading.csv(format, "1\t2\t3\n4\t5\t6\\").reasons())
        .containsExactly("ends with an escape that escapes nothing");
  }
}
