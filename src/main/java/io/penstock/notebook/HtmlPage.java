package io.penstock.notebook;

import io.penstock.page.ChartData;
import io.penstock.page.ChartJson;
import io.penstock.page.Html;
import io.penstock.page.HtmlFrame;
import io.penstock.page.HtmlTable;
import io.penstock.page.TextRows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A notebook with its results as one page that needs nothing but itself. */
public final class HtmlPage {
  private final Notebook notebook;
  private final List<CellResult> results;
  private final List<String> facts;
  private final int limit;

  /**
   * @param results of the cells that have run
   * @param facts where and when it ran, for the line under the title
   * @param limit the most rows to show of a cell; charts show all
   */
  public HtmlPage(Notebook notebook, List<CellResult> results, List<String> facts, int limit) {
    this.notebook = notebook;
    this.results = List.copyOf(results);
    this.facts = List.copyOf(facts);
    this.limit = limit;
  }

  /** The page. */
  public String html() {
    StringBuilder body = new StringBuilder("<p class=\"facts\">");
    facts.forEach(fact -> body.append("<span>").append(Html.text(fact)).append("</span>"));
    body.append("</p>\n");
    results.forEach(result -> cell(body, result));
    notRun(body);
    return HtmlFrame.around(title(), body, results.stream().anyMatch(HtmlPage::hasChart));
  }

  private String title() {
    return notebook.cells().stream()
        .filter(Cell.Markdown.class::isInstance)
        .map(cell -> Markdown.heading(((Cell.Markdown) cell).text()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(notebook.file());
  }

  private void cell(StringBuilder html, CellResult result) {
    Cell cell = result.cell();
    html.append("<section id=\"cell-").append(cell.number()).append("\" class=\"");
    html.append(cell instanceof Cell.Markdown ? "text" : hasRows(result) ? "rows-of" : "done");
    html.append("\">\n");
    cell.title().ifPresent(t -> html.append("<h3>").append(Html.text(t)).append("</h3>\n"));
    if (cell instanceof Cell.Markdown markdown) {
      html.append(Markdown.html(markdown.text()));
    } else {
      query(html, (Cell.Sql) cell, result);
    }
    html.append("</section>\n");
  }

  private void query(StringBuilder html, Cell.Sql cell, CellResult result) {
    result
        .error()
        .ifPresent(
            error ->
                html.append("<p class=\"error\" role=\"alert\">")
                    .append(Html.text(error))
                    .append("</p>\n"));
    if (hasChart(result)) {
      chart(html, ChartData.of(cell.chart().orElseThrow(), result.rows().orElseThrow()));
    }
    if (hasRows(result)) {
      html.append(HtmlTable.of(result.rows().orElseThrow(), limit));
    }
    html.append("<details><summary>");
    if (!hasRows(result)) {
      String first = cell.statements().get(0).sql().lines().findFirst().orElseThrow();
      html.append("<code>").append(Html.text(first)).append("</code>");
    }
    html.append(Html.text(summary(result)))
        .append("</summary><pre><code>")
        .append(Html.text(cell.text()))
        .append("</code></pre></details>\n");
  }

  private static void chart(StringBuilder html, ChartData chart) {
    String label =
        chart.kind().name().toLowerCase(Locale.ROOT)
            + " chart of "
            + String.join(", ", chart.series().keySet())
            + " by "
            + chart.x();
    html.append("<figure class=\"chart\"><div class=\"legend\"></div>")
        .append("<div class=\"plot\" role=\"img\" aria-label=\"")
        .append(Html.text(label))
        .append("\"></div>\n<script type=\"application/json\">")
        .append(ChartJson.of(chart))
        .append("</script></figure>\n");
  }

  private String summary(CellResult result) {
    String seconds = String.format(Locale.ROOT, "%.1f s", result.seconds());
    if (!hasRows(result)) {
      return result.error().isPresent() ? "failed after " + seconds : "done, " + seconds;
    }
    TextRows rows = result.rows().orElseThrow();
    int all = rows.rows().size();
    String count = all + (rows.more() ? " rows or more" : all == 1 ? " row" : " rows");
    return (all > limit ? "the first " + limit + " of " + count : count) + ", " + seconds;
  }

  private void notRun(StringBuilder html) {
    int left = notebook.cells().size() - results.size();
    if (left > 0) {
      html.append("<p class=\"error\">")
          .append(left == 1 ? "The last cell has" : "The last " + left + " cells have")
          .append(" not run, because of the failure above.</p>\n");
    }
  }

  private static boolean hasRows(CellResult result) {
    return result.rows().filter(rows -> !rows.columns().isEmpty()).isPresent();
  }

  private static boolean hasChart(CellResult result) {
    return result.error().isEmpty()
        && result.rows().filter(rows -> !rows.rows().isEmpty()).isPresent()
        && result.cell() instanceof Cell.Sql sql
        && sql.chart().isPresent();
  }
}
