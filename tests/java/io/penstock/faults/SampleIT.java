package io.penstock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.cli.InThisJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped sample pipeline through the launcher, as a user starts it: what the generator planted
 * is what the run reports.
 */
@TestMethodOrder(OrderAnnotation.class)
class SampleIT {
  private static SampleRun sample;

  @BeforeAll
  static void runIt() throws Exception {
    sample = SampleRun.once();
  }

  @Test
  @Order(1)
  void whatWasPlantedIsWhatIsReportedRuleByRule() throws Exception {
    JsonNode planted = truth().get("planted");
    JsonNode bronze = step(sample.json(), "bronze.sales");
    JsonNode silver = step(sample.json(), "silver.sales");
    assertThat(bronze.get("read").asLong()).isEqualTo(5000);
    assertThat(bronze.get("quarantined").asLong()).isEqualTo(planted.get("ragged").asLong());
    assertThat(rule(silver, "has_order_id")).isEqualTo(planted.get("missing_ids").asLong());
    assertThat(rule(silver, "has_order_date")).isEqualTo(planted.get("bad_dates").asLong());
    assertThat(rule(silver, "units_are_positive"))
        .isEqualTo(planted.get("negative_units").asLong());
    assertThat(rule(silver, "revenue_adds_up")).isEqualTo(planted.get("sums_off").asLong());
    assertThat(rule(silver, "country_is_trimmed"))
        .isEqualTo(planted.get("trailing_space").asLong());
    assertThat(silver.get("deduplicated").asLong()).isEqualTo(planted.get("duplicates").asLong());
    assertThat(silver.get("written").asLong()).isEqualTo(truth().get("good").get("rows").asLong());
    assertThat(step(sample.json(), "gold.regional_sales").get("written").asLong())
        .isEqualTo(truth().get("good").get("groups").asLong());
    assertThat(sample.errors()).isEmpty();
  }

  @Test
  @Order(2)
  void theYearsAreThoseOfTheGoodRowsToTheCent() throws Exception {
    InThisJvm.Said query =
        here(
            "query",
            "SELECT concat_ws(' ', year, orders, revenue, cost, profit) AS y FROM gold.revenue_by_year"
                + " ORDER BY year",
            "--pipeline",
            sample.folder().toString());

    assertThat(query.status()).as(query.err()).isZero();
    List<String> years = new ArrayList<>();
    truth()
        .get("good")
        .get("years")
        .fields()
        .forEachRemaining(
            year ->
                years.add(
                    String.join(
                        " ",
                        year.getKey(),
                        year.getValue().get("orders").asText(),
                        year.getValue().get("revenue").decimalValue().toPlainString(),
                        year.getValue().get("cost").decimalValue().toPlainString(),
                        year.getValue().get("profit").decimalValue().toPlainString())));
    assertThat(query.out().lines().map(String::strip)).containsAll(years);
  }

  @Test
  @Order(3)
  void theSecondRunReadsNoDataAndSaysSo() throws Exception {
    InThisJvm.Said again = here("run", sample.folder().toString());

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("no input has changed, no data was read");
  }

  @Test
  @Order(4)
  void aNotebookBecomesOnePageAndACellThatFailsIsSaidInOneSentence(@TempDir Path root)
      throws Exception {
    Path page = root.resolve("pages/years.html");
    Path file =
        Files.writeString(
            root.resolve("years.sql"),
            """
            -- Databricks notebook source
            SELECT year, revenue FROM gold.revenue_by_year ORDER BY year
            -- COMMAND ----------
            SELECT
              revenu
            FROM gold.revenue_by_year
            """);

    InThisJvm.Said notebook =
        here(
            "notebook",
            file.toString(),
            "--html",
            page.toString(),
            "--pipeline",
            sample.folder().toString());

    assertThat(notebook.status()).as(notebook.out()).isEqualTo(1);
    assertThat(notebook.err().strip())
        .startsWith("Cell 2 (" + file + ":5): cannot run because")
        .contains("`revenue`")
        .hasLineCount(1);
    assertThat(Files.readString(page))
        .contains(
            String.format(
                Locale.ROOT,
                "%,.2f",
                truth().get("good").get("years").get("2010").get("revenue").decimalValue()))
        .contains("Cell 2 (");
  }

  @Test
  @Order(5)
  void aWrongFolderIsSaidInOneSentenceBeforeAnythingRuns() throws Exception {
    Path rules = sample.folder().resolve("silver/sales.yml");
    Files.writeString(rules, Files.readString(rules).replace("units_sold > 0", "unit_sold > 0"));

    InThisJvm.Said run = here("run", sample.folder().toString(), "--json");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList()).hasSize(1);
    assertThat(run.err())
        .startsWith("silver/sales.yml:7:")
        .contains("unit_sold")
        .contains("units_sold");
  }

  private static InThisJvm.Said here(String... arguments) {
    return InThisJvm.penstock(sample.home(), arguments);
  }

  private static JsonNode truth() throws IOException {
    return new ObjectMapper()
        .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .setNodeFactory(
            com.fasterxml.jackson.databind.node.JsonNodeFactory.withExactBigDecimals(true))
        .readTree(sample.source().resolve("sales_truth.json").toFile());
  }

  private static JsonNode step(JsonNode run, String name) {
    for (JsonNode step : run.get("steps")) {
      if (step.get("step").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("no step " + name);
  }

  private static long rule(JsonNode step, String name) {
    for (JsonNode rule : step.get("rules")) {
      if (rule.get("rule").asText().equals(name)) {
        return rule.get("violations").asLong();
      }
    }
    throw new AssertionError("no rule " + name);
  }
}
