package io.penstock.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.page.ChartRequest;
import io.penstock.spec.SpecException;
import io.penstock.sql.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookSourceTest {
  private static Notebook book(String... cells) {
    return NotebookSource.parse(
        "a.sql",
        NotebookSource.HEADER
            + "\n"
            + String.join("\n\n" + NotebookSource.SEPARATOR + "\n\n", cells)
            + "\n");
  }

  private static Cell.Sql sql(Notebook notebook, int index) {
    return notebook.queries().get(index);
  }

  @Test
  void readsMarkdownTitlesAndSql() {
    Notebook notebook =
        book(
            "-- MAGIC %md\n-- MAGIC # Title\n-- MAGIC\n-- MAGIC   indented",
            "-- DBTITLE 1,Years, all\nSELECT 1");

    assertThat(notebook.cells()).hasSize(2);
    assertThat(((Cell.Markdown) notebook.cells().get(0)).text()).isEqualTo("# Title\n\n  indented");
    assertThat(sql(notebook, 0).title()).contains("Years, all");
    assertThat(sql(notebook, 0).number()).isEqualTo(2);
    assertThat(sql(notebook, 0).line()).isEqualTo(10);
  }

  @Test
  void countsLinesAsAnEditorDoes() {
    Notebook notebook =
        NotebookSource.parse(
            "a.sql",
            "-- Databricks notebook source\r\n-- why\r\nSELECT 1;\r\n\r\nSELECT\r\n  2\r\n");

    assertThat(sql(notebook, 0).statements()).extracting(Statement::line).containsExactly(3, 5);
    assertThat(sql(notebook, 0).statements().get(1).lineAt(9)).isEqualTo(6);
  }

  @Test
  void cutsAtSemicolonsButNotInTextsCommentsOrScripts() {
    Cell.Sql cell =
        sql(
            book(
                "SELECT ';' AS a, \";\" AS b -- not; here\n; /* nor; here */ SELECT `a;b` FROM t;\n;"
                    + "BEGIN SELECT 1; SELECT 2; END;"),
            0);

    assertThat(cell.statements())
        .extracting(Statement::sql)
        .containsExactly(
            "SELECT ';' AS a, \";\" AS b", "SELECT `a;b` FROM t", "BEGIN SELECT 1; SELECT 2; END");
  }

  @Test
  void keepsCharactersOutsideOfTheBasicPlaneWhole() {
    assertThat(sql(book("SELECT '\uD83D\uDE00'; SELECT '\uD83D\uDE00;', 2"), 0).statements())
        .extracting(Statement::sql)
        .containsExactly("SELECT '\uD83D\uDE00'", "SELECT '\uD83D\uDE00;', 2");
  }

  @Test
  void findsParametersButNoFieldsCastsOrTexts() {
    Statement statement =
        sql(
                book(
                    "SELECT a::int, c:field, ':no', map('k':1) /* :nor */ FROM IDENTIFIER(:Catalog || '.t') WHERE x = :x AND y=:y"),
                0)
            .statements()
            .get(0);

    assertThat(statement.parameters()).containsExactlyInAnyOrder("Catalog", "x", "y");
  }

  @Test
  void readsTheChartThatACellAsksFor() {
    ChartRequest chart =
        sql(
                book(
                    "-- chart: bar x=`the year` y=a,`b, c` series=region stacked=true format=percent\nSELECT 1"),
                0)
            .chart()
            .orElseThrow();

    assertThat(chart.kind()).isEqualTo(ChartRequest.Kind.BAR);
    assertThat(chart.x()).isEqualTo("the year");
    assertThat(chart.y()).containsExactly("a", "b, c");
    assertThat(chart.series()).contains("region");
    assertThat(chart.shape()).isEqualTo(new ChartRequest.Shape(true, true));
  }

  @Test
  void cellsOfCommentsAloneAreNothing() {
    assertThat(book("-- only a remark", "", "SELECT 1").cells())
        .extracting(Cell::number)
        .containsExactly(3);
  }

  @Test
  void saysEverythingThatIsWrongAtOnceWithItsLine() {
    assertThatThrownBy(
            () ->
                book(
                    "-- MAGIC %python\n-- MAGIC print(1)",
                    "-- chart: lin x=a y=b\nSELECT 1",
                    "SELECT 1\n-- chart: line x=a\n",
                    "-- chart: line x=a kind=b\nSELECT 1",
                    "-- chart: line years\nSELECT 1"))
        .isInstanceOf(SpecException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .satisfiesExactly(
                        l ->
                            assertThat(l)
                                .startsWith("a.sql:2: cell 1 cannot run here")
                                .contains("'%python'"),
                        l ->
                            assertThat(l)
                                .startsWith("a.sql:7: cell 2")
                                .contains("Did you mean 'line'?"),
                        l ->
                            assertThat(l)
                                .startsWith("a.sql:13: cell 3")
                                .contains("x or y is missing"),
                        l ->
                            assertThat(l)
                                .startsWith("a.sql:18: cell 4")
                                .contains("'kind'")
                                .contains("Valid are"),
                        l -> assertThat(l).startsWith("a.sql:23: cell 5").contains("'years'")));
  }

  @Test
  void aFileThatIsNoNotebookIsSaidToBeNone(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.sql"), "SELECT 1\n");
    assertThatThrownBy(() -> NotebookSource.read(file))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("a.sql:1: this is not a notebook")
        .hasMessageContaining("Found: 'SELECT 1'");
    assertThatThrownBy(() -> NotebookSource.read(folder.resolve("b.sql")))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("there is no such file");
    Path bytes = Files.write(folder.resolve("c.sql"), new byte[] {(byte) 0xff, 1, 2});
    assertThatThrownBy(() -> NotebookSource.read(bytes))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> NotebookSource.read(folder))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void theShippedNotebooksHaveTheExactHeaderAndSeparators() throws Exception {
    try (var files = Files.list(Path.of("notebooks"))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).as(file.toString()).isEqualTo("-- Databricks notebook source");
        assertThat(lines.stream().filter(line -> line.startsWith("-- COMMAND")))
            .as(file.toString())
            .isNotEmpty()
            .allMatch("-- COMMAND ----------"::equals);
        assertThat(Files.readString(file)).doesNotContain("\t", "\r").endsWith("\n");
      }
    }
  }
}
