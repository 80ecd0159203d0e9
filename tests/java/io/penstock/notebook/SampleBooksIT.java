package io.penstock.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.page.TextRows;
import io.penstock.run.LakeQuery;
import io.penstock.testing.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped notebooks and the shipped dashboard over the sample: they run, and what they say is
 * so.
 */
class SampleBooksIT {
  @TempDir private static Path root;

  private static final Map<String, List<CellResult>> RUN = new LinkedHashMap<>();
  private static final Map<String, Notebook> BOOKS = new LinkedHashMap<>();
  private static SampleLake sample;

  @BeforeAll
  static void runThemAll() throws Exception {
    sample = SampleLake.in(root);
    for (Path file : notebooks()) {
      Notebook notebook = NotebookSource.read(file);
      NotebookRun run =
          new NotebookRun(
              notebook,
              sample.trial().lake(),
              sample.trial().load(),
              NotebookParameters.of(notebook, Map.of()));
      BOOKS.put(file.getFileName().toString(), notebook);
      RUN.put(file.getFileName().toString(), run.run(result -> {}));
    }
  }

  @AfterAll
  static void stop() {
    sample.close();
  }

  private static List<Path> notebooks() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyCellRunsAndShowsSomething() {
    assertThat(RUN.keySet())
        .containsExactly(
            "01_overview.sql",
            "02_revenue.sql",
            "03_regional_sales.sql",
            "04_ranking.sql",
            "05_quality.sql",
            "06_run_history.sql",
            "07_warehouse.sql");
    RUN.forEach(
        (name, results) -> {
          assertThat(results).as(name).hasSameSizeAs(BOOKS.get(name).cells());
          for (CellResult result : results) {
            assertThat(result.error()).as(name).isEmpty();
            boolean blank =
                result
                    .rows()
                    .filter(rows -> !rows.columns().isEmpty())
                    .filter(rows -> rows.rows().isEmpty())
                    .isPresent();
            // Nothing has failed, and nothing else may be empty.
            assertThat(blank)
                .as(name + " cell " + result.cell().number())
                .isEqualTo(
                    result.cell().title().equals(java.util.Optional.of("Steps that failed")));
          }
        });
  }

  @Test
  void everyQuestionIsExplainedBeforeItIsAsked() {
    BOOKS.forEach(
        (name, notebook) -> {
          assertThat(notebook.cells().get(0)).as(name).isInstanceOf(Cell.Markdown.class);
          notebook.queries().stream()
              .filter(cell -> !cell.text().startsWith("SET "))
              .forEach(cell -> assertThat(cell.title()).as(name + cell.text()).isPresent());
          assertThat(notebook.queries().stream().filter(cell -> cell.chart().isPresent()))
              .as(name)
              .isNotEmpty();
        });
  }

  @Test
  void theWarehousesSumsAgree() {
    List<?> sums = rows("07_warehouse.sql", "Years, and how many of them differ").get(0);
    assertThat(Integer.parseInt(sums.get(0).toString())).isGreaterThan(5);
    assertThat(sums.get(1)).hasToString("0");
  }

  @Test
  void theYearsAreThoseInMySql() throws Exception {
    assertThat(rows("02_revenue.sql", "Revenue, cost and profit by year"))
        .isEqualTo(
            sample.published(
                "SELECT year, orders, units, revenue, cost, profit FROM revenue_by_year ORDER BY year"));
  }

  @Test
  void theProductsAreThoseInMySql() throws Exception {
    assertThat(rows("02_revenue.sql", "Profit and margin by product"))
        .isEqualTo(
            sample.published(
                "SELECT item_type, orders, units, revenue, cost, profit, margin FROM"
                    + " product_profitability ORDER BY profit DESC, item_type"));
  }

  @Test
  void theChannelsAreThoseInMySql() throws Exception {
    assertThat(rows("02_revenue.sql", "Where revenue comes from: channels"))
        .isEqualTo(
            sample.published(
                "SELECT year, sales_channel, sum(orders), sum(revenue), sum(revenue_share) FROM"
                    + " channel_mix GROUP BY year, sales_channel ORDER BY year, sales_channel"));
  }

  @Test
  void theQuartersOfRegionsAreThoseInMySql() throws Exception {
    assertThat(rows("03_regional_sales.sql", "Revenue by region and quarter"))
        .isEqualTo(
            sample.published(
                "SELECT concat(year, '-Q', quarter), region, sum(orders), sum(revenue), sum(profit)"
                    + " FROM regional_sales GROUP BY year, quarter, region ORDER BY year, quarter,"
                    + " region"));
  }

  @Test
  void theRanksAreThoseInMySql() throws Exception {
    assertThat(rows("04_ranking.sql", "The first three of each region"))
        .hasSizeGreaterThanOrEqualTo(21)
        .isEqualTo(
            sample.published(
                "SELECT region, revenue_rank, country, year, revenue, revenue_share, growth FROM"
                    + " country_ranking WHERE revenue_rank <= 3 AND year = 2016 ORDER BY region,"
                    + " revenue_rank, country"));
  }

  @Test
  void theBooksBalanceAndTheTotalsAreEqual() {
    assertThat(rows("05_quality.sql", "The books of each step, over all runs"))
        .hasSize(18)
        .allSatisfy(row -> assertThat(row.get(row.size() - 1)).isEqualTo("0"));
    assertThat(rows("05_quality.sql", "Total revenue, table by table"))
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.get(3)).isEqualTo("0.00"));
  }

  @Test
  void theRunThatMadeTheSampleIsInTheHistory() {
    assertThat(rows("06_run_history.sql", "The last thirty runs"))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.subList(1, 4)).containsExactly("sales", "local", "succeeded");
              assertThat(run.get(7)).isEqualTo("true");
            });
    assertThat(rows("06_run_history.sql", "Steps of the last run")).hasSize(18);
    assertThat(rows("06_run_history.sql", "Freshness").get(0).subList(2, 4))
        .containsExactly("1", "0");
  }

  @Test
  void everyDatasetOfTheDashboardRunsAndHasTheFieldsThatItsWidgetsShow() throws Exception {
    DashboardFile dashboard = DashboardFile.read(DashboardTest.FILE);
    Map<String, TextRows> found = new LinkedHashMap<>();
    LakeQuery query = new LakeQuery(sample.trial().lake(), sample.trial().load());
    dashboard
        .datasets()
        .forEach((name, sql) -> found.put(name, TextRows.of(query.rows(sql), 1000)));

    for (DashboardFile.Widget widget : dashboard.widgets()) {
      if (!widget.isText()) {
        assertThat(found.get(widget.dataset()).names())
            .as(widget.name())
            .containsAll(widget.fields().values());
      }
    }
    found.forEach(
        (name, rows) ->
            assertThat(rows.rows().isEmpty()).as(name).isEqualTo(name.equals("failures")));
    assertThat(found.get("totals").rows())
        .isEqualTo(
            sample.published(
                "SELECT sum(orders), sum(revenue), sum(profit), round(sum(profit) / sum(revenue), 4)"
                    + " FROM revenue_by_year"));
    assertThat(found.get("by_quarter").rows())
        .isEqualTo(
            sample.published(
                "SELECT str_to_date(concat(year, '-', quarter * 3 - 2, '-1'), '%Y-%m-%d') AS q,"
                    + " sum(revenue), sum(cost), sum(profit) FROM regional_sales GROUP BY q ORDER BY"
                    + " q"));
    assertThat(found.get("by_region").rows())
        .isEqualTo(
            sample.published(
                "SELECT region, sum(orders), sum(revenue), sum(profit) FROM regional_sales GROUP BY"
                    + " region ORDER BY sum(revenue) DESC"));
    assertThat(found.get("by_product").rows())
        .isEqualTo(
            sample.published(
                "SELECT item_type, orders, units, revenue, profit, margin FROM product_profitability"
                    + " ORDER BY profit DESC"));
    assertThat(found.get("by_channel").rows())
        .isEqualTo(
            sample.published(
                "SELECT sales_channel, sum(revenue) FROM channel_mix GROUP BY sales_channel ORDER BY"
                    + " sales_channel"));
    assertThat(found.get("books").rows().get(0).get(1)).isEqualTo("0");
  }

  @Test
  void pagesShowAllTheirChartsAndCutNothingOff() throws Exception {
    try (Chromium browser = Chromium.start()) {
      for (String name : BOOKS.keySet()) {
        Path page = root.resolve(name.replace(".sql", ".html"));
        Files.writeString(
            page,
            new HtmlPage(BOOKS.get(name), RUN.get(name), List.of(name, "sample"), 100).html());
        look(browser.as(1440, 900, "light").open(page), name, "wide");
        assertThat(browser.evaluate(TABLES_THAT_SCROLL)).as(name).isEmpty();
        look(browser.as(390, 800, "dark").open(page), name, "narrow");
      }
    }
  }

  private static void look(Chromium browser, String name, String as) throws Exception {
    browser.picture(Path.of("target/pages", name.replace(".sql", "-" + as + ".png")));
    long asked = BOOKS.get(name).queries().stream().filter(c -> c.chart().isPresent()).count();
    assertThat(browser.evaluate("document.querySelectorAll('.plot svg').length").asLong())
        .as(name)
        .isEqualTo(asked);
    assertThat(browser.evaluate(PLOTS_WITHOUT_FIGURES)).as(name + " " + as).isEmpty();
    assertThat(browser.evaluate(LABELS_CUT_OFF)).as(name + " " + as).isEmpty();
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .as(name + " is wider than its window")
        .isLessThanOrEqualTo(browser.evaluate("innerWidth").asInt());
    assertThat(browser.complaints()).as(name + " " + as).isEmpty();
  }

  /** Bars and lines have the colours of the series. */
  private static final String PLOTS_WITHOUT_FIGURES =
      """
      [...document.querySelectorAll('figure.chart')].filter(figure => {
        const legend = figure.querySelectorAll('.legend button');
        return legend.length === 0 || [...legend].some(button => {
          const colour = getComputedStyle(button).getPropertyValue('--swatch').trim();
          return !figure.querySelector(`svg [fill="${colour}"], svg [stroke="${colour}"]`);
        });
      }).map(figure => figure.querySelector('.plot').getAttribute('aria-label'))
      """;

  private static final String LABELS_CUT_OFF =
      """
      [...document.querySelectorAll('.plot svg text')].filter(text => {
        const inner = text.getBoundingClientRect();
        const outer = text.ownerSVGElement.getBoundingClientRect();
        return inner.left < outer.left - 1 || inner.right > outer.right + 1
          || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
      }).map(text => text.textContent)
      """;

  private static final String TABLES_THAT_SCROLL =
      """
      [...document.querySelectorAll('.rows')].filter(rows => rows.scrollWidth > rows.clientWidth)
        .map(rows => rows.querySelector('thead').textContent)
      """;

  private static List<List<String>> rows(String notebook, String title) {
    return RUN.get(notebook).stream()
        .filter(result -> result.cell().title().filter(title::equals).isPresent())
        .flatMap(result -> result.rows().stream())
        .map(TextRows::rows)
        .<List<List<String>>>map(ArrayList::new)
        .findFirst()
        .orElseThrow();
  }
}
