package io.penstock.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.page.TextRows;
import io.penstock.page.TextRows.TextColumn;
import io.penstock.testing.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
  private static final String EVIL =
      "</script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">'&\"{{b}}";

  @TempDir private Path folder;

  private static final String TABLE =
      "-- chart: hbar x=k y=n series=s\nSELECT '<b>' AS k -- " + EVIL.replace("'", "");

  private static Notebook book(String... cells) {
    return NotebookSource.parse(
        "a.sql",
        NotebookSource.HEADER + "\n" + String.join("\n" + NotebookSource.SEPARATOR + "\n", cells));
  }

  private static CellResult result(Notebook book, int index, TextRows rows) {
    return new CellResult(
        book.cells().get(index), Optional.ofNullable(rows), 0.04, Optional.empty());
  }

  private static TextRows rows(List<TextColumn> columns, List<?>... rows) {
    return new TextRows(
        columns,
        Arrays.stream(rows).map(r -> r.stream().map(v -> (String) v).toList()).toList(),
        false);
  }

  private static TextColumn column(String name, DataType type) {
    return new TextColumn(name, type);
  }

  private static String evilPage() {
    Notebook book =
        book(
            "-- MAGIC %md\n-- MAGIC # T " + EVIL + "\n-- MAGIC [a](javascript:window.hacked=1)",
            "-- DBTITLE 1," + EVIL + "\n" + TABLE);
    TextRows rows =
        rows(
            List.of(
                column("k", DataTypes.StringType),
                column("n", DataTypes.IntegerType),
                column("s", DataTypes.StringType),
                column(EVIL, DataTypes.StringType)),
            List.of(EVIL, "3", EVIL, EVIL));
    return new HtmlPage(
            book, List.of(result(book, 0, null), result(book, 1, rows)), List.of(EVIL), 100)
        .html();
  }

  @Test
  void nothingThatComesFromDataIsMarkup() {
    String page = evilPage();

    // What follows is the library.
    String cells = page.substring(0, page.indexOf("<script>"));
    assertThat(cells).doesNotContain("<img", "href=\"javascript:").contains("figure");
    assertThat(page).doesNotContain("<script>window");
    assertThat(page).contains("&lt;/script&gt;&lt;script&gt;window.hacked=1");
    // Library, script and figures, each closed once.
    assertThat(page.split("</script>", -1)).hasSize(4);
  }

  @Test
  void evilDataDoesNothingInABrowserNotEvenInATooltip() throws Exception {
    Path file = Files.writeString(folder.resolve("evil.html"), evilPage());
    try (Chromium browser = Chromium.start()) {
      browser.as(1200, 900, "light").open(file);
      List<Integer> middle =
          List.of(
              browser
                  .evaluate(
                      "Math.round(document.querySelector('.plot').getBoundingClientRect().left + 600)")
                  .asInt(),
              browser
                  .evaluate(
                      "Math.round(document.querySelector('.plot').getBoundingClientRect().top + 20)")
                  .asInt());
      browser.hover(middle.get(0), middle.get(1));
      browser.evaluate("new Promise(done => setTimeout(done, 300))");

      assertThat(browser.evaluate("document.querySelector('.plot').textContent").asText())
          .as("the tooltip")
          .contains("<img src=x");
      assertThat(browser.evaluate("document.images.length").asInt()).isZero();
      assertThat(browser.evaluate("String(window.hacked)").asText()).isEqualTo("undefined");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aLegendHidesAndShowsItsSeries() throws Exception {
    Notebook book = book("-- chart: bar x=k y=a,b\nSELECT 1");
    TextRows rows =
        rows(
            List.of(
                column("k", DataTypes.StringType),
                column("a", DataTypes.IntegerType),
                column("b", DataTypes.IntegerType)),
            List.of("x", "3", "4"));
    Path file =
        Files.writeString(
            folder.resolve("legend.html"),
            new HtmlPage(book, List.of(result(book, 0, rows)), List.of(), 100).html());
    try (Chromium browser = Chromium.start()) {
      browser.as(1200, 900, "dark").open(file);
      String bars = "document.querySelectorAll('.plot svg path[fill=\"#6aa5ff\"]').length";
      assertThat(browser.evaluate(bars).asInt()).isEqualTo(1);
      browser.evaluate("document.querySelector('.legend button').click()");
      browser.evaluate("new Promise(done => setTimeout(done, 100))");
      assertThat(browser.evaluate(bars).asInt()).isZero();
      browser.evaluate("document.querySelector('.legend button').click()");
      browser.evaluate("new Promise(done => setTimeout(done, 100))");
      assertThat(browser.evaluate(bars).asInt()).isEqualTo(1);
    }
  }

  @Test
  void needsNothingButItself() {
    String page = evilPage();

    assertThat(page).contains("default-src 'none'", "script-src 'sha256-");
    assertThat(page).doesNotContain("<link", "src=\"http", "@import");
  }

  @Test
  void aPageWithoutChartsHasNoScript() {
    Notebook book = book("SELECT 1");
    TextRows rows = rows(List.of(column("n", DataTypes.LongType)), List.of("1234567"));

    assertThat(new HtmlPage(book, List.of(result(book, 0, rows)), List.of(), 100).html())
        .contains("script-src 'none'", "1,234,567")
        .doesNotContain("<script")
        .hasSizeLessThan(10_000);
  }

  @Test
  void saysWhatFailedAndWhatHasNotRun() {
    Notebook book = book("SELECT 1", "SELECT 2", "SELECT 3");
    CellResult failed =
        new CellResult(book.cells().get(0), Optional.empty(), 1, Optional.of("Cell 1: no <way>"));

    assertThat(new HtmlPage(book, List.of(failed), List.of(), 100).html())
        .contains("Cell 1: no &lt;way&gt;", "The last 2 cells have not run");
  }

  @Test
  void showsNoMoreRowsThanAskedForAndSaysSo() {
    Notebook book = book("SELECT 1");
    TextRows rows =
        rows(List.of(column("id", DataTypes.LongType)), List.of("1000"), List.of("2000"));

    assertThat(new HtmlPage(book, List.of(result(book, 0, rows)), List.of(), 1).html())
        .contains("the first 1 of 2 rows", ">1000<")
        .doesNotContain(">2000<");
  }
}
