package io.penstock.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.notebook.DashboardFile.Widget;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be said of the dashboard's file without running its queries. */
class DashboardTest {
  static final Path FILE = Path.of("resources/sales.lvdash.json");
  private static final int COLUMNS = 6;

  /** The version of the specification that each kind of widget is written in. */
  private static final Map<String, Integer> VERSIONS =
      Map.of("bar", 3, "line", 3, "pie", 3, "counter", 2, "table", 1);

  private static DashboardFile dashboard;

  @BeforeAll
  static void read() throws Exception {
    dashboard = DashboardFile.read(FILE);
  }

  @Test
  void widgetsLieOnTheGridAndNotOnEachOther() {
    dashboard
        .pages()
        .forEach(
            (page, widgets) -> {
              for (Widget widget : widgets) {
                assertThat(widget.x()).as(widget.name()).isBetween(0, COLUMNS - 1);
                assertThat(widget.x() + widget.width())
                    .as(widget.name())
                    .isLessThanOrEqualTo(COLUMNS);
                assertThat(Math.min(widget.width(), widget.height()))
                    .as(widget.name())
                    .isPositive();
                assertThat(widget.y()).as(widget.name()).isNotNegative();
                assertThat(
                        widgets.stream().filter(other -> other != widget && other.overlaps(widget)))
                    .as(widget.name())
                    .isEmpty();
              }
            });
  }

  @Test
  void namesAreThereOnce() {
    List<String> names = dashboard.widgets().stream().map(Widget::name).toList();
    assertThat(names).doesNotHaveDuplicates().doesNotContain("");
    assertThat(new HashSet<>(dashboard.datasets().values()))
        .hasSameSizeAs(dashboard.datasets().keySet());
  }

  @Test
  void everyWidgetDrawsOnlyWhatItAsksFor() {
    for (Widget widget : dashboard.widgets()) {
      if (!widget.isText()) {
        assertThat(VERSIONS)
            .as(widget.name())
            .containsEntry(widget.kind(), widget.spec().path("version").asInt());
        assertThat(dashboard.datasets()).as(widget.name()).containsKey(widget.dataset());
        assertThat(widget.drawn()).as(widget.name()).isNotEmpty();
        assertThat(widget.fields().keySet())
            .as(widget.name())
            .containsExactlyInAnyOrderElementsOf(new HashSet<>(widget.drawn()));
      }
    }
  }

  @Test
  void everyDatasetIsShown() {
    Set<String> shown =
        dashboard.widgets().stream().map(Widget::dataset).collect(Collectors.toSet());
    assertThat(shown).containsAll(dashboard.datasets().keySet());
  }

  @Test
  void itShowsWhatItWasMadeFor() {
    assertThat(dashboard.pages().keySet()).containsExactly("sales", "operations");
    assertThat(dashboard.widgets().stream().map(Widget::kind))
        .contains("counter", "line", "bar", "pie", "table");
  }

  @Test
  void tablesAreNamedBySchemaAndTableSoThatTheResourceGivesTheCatalog() {
    Pattern table = Pattern.compile("(?:FROM|JOIN)\\s+([A-Za-z_`][\\w.`]*)");
    dashboard
        .datasets()
        .forEach(
            (name, sql) ->
                assertThat(table.matcher(sql).results().map(found -> found.group(1)))
                    .as(name)
                    .allMatch(t -> t.matches("(silver|gold|ops)\\.[a-z_]+|last_runs")));
  }
}
