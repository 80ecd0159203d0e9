package io.penstock.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dashboard as it lies in {@code resources}. */
record DashboardFile(Map<String, String> datasets, Map<String, List<Widget>> pages) {
  /**
   * A widget on the grid.
   *
   * @param spec missing for a text
   */
  record Widget(String name, JsonNode queries, JsonNode spec, int x, int y, int width, int height) {
    boolean isText() {
      return spec.isMissingNode();
    }

    String kind() {
      return spec.path("widgetType").asText();
    }

    boolean overlaps(Widget other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }

    /** The columns of a dataset that it asks for, from the name in the widget. */
    Map<String, String> fields() {
      Map<String, String> fields = new LinkedHashMap<>();
      for (JsonNode query : queries) {
        for (JsonNode field : query.path("query").path("fields")) {
          fields.put(
              field.path("name").asText(), field.path("expression").asText().replace("`", ""));
        }
      }
      return fields;
    }

    /** The names that its encodings draw. */
    List<String> drawn() {
      return spec.path("encodings").findValuesAsText("fieldName");
    }

    String dataset() {
      return queries.path(0).path("query").path("datasetName").asText();
    }
  }

  static DashboardFile read(Path file) throws IOException {
    JsonNode document = new ObjectMapper().readTree(file.toFile());
    Map<String, String> datasets = new LinkedHashMap<>();
    for (JsonNode dataset : document.path("datasets")) {
      StringBuilder sql = new StringBuilder();
      dataset.path("queryLines").forEach(line -> sql.append(line.asText()));
      if (datasets.put(dataset.path("name").asText(), sql.toString()) != null) {
        throw new AssertionError("two datasets are called " + dataset.path("name"));
      }
    }
    Map<String, List<Widget>> pages = new LinkedHashMap<>();
    for (JsonNode page : document.path("pages")) {
      List<Widget> widgets = new ArrayList<>();
      page.path("layout").forEach(place -> widgets.add(widget(place)));
      pages.put(page.path("name").asText(), widgets);
    }
    return new DashboardFile(datasets, pages);
  }

  private static Widget widget(JsonNode place) {
    JsonNode widget = place.path("widget");
    JsonNode at = place.path("position");
    return new Widget(
        widget.path("name").asText(),
        widget.path("queries"),
        widget.path("spec"),
        at.path("x").asInt(-1),
        at.path("y").asInt(-1),
        at.path("width").asInt(-1),
        at.path("height").asInt(-1));
  }

  List<Widget> widgets() {
    return pages.values().stream().flatMap(List::stream).toList();
  }
}
