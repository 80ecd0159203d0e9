package io.penstock.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a chart as the JSON that the page's script reads. */
public final class ChartJson {
  private ChartJson() {}

  /** JSON that can stand between script tags: it holds no {@code <}. */
  public static String of(ChartData chart) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", chart.kind().name().toLowerCase(Locale.ROOT));
    document.put("x", chart.x());
    document.put("categories", chart.categories());
    List<Map<String, Object>> series = new ArrayList<>();
    chart.series().forEach((name, values) -> series.add(Map.of("name", name, "values", values)));
    document.put("series", series);
    document.put("stacked", chart.shape().stacked());
    document.put("percent", chart.shape().percent());
    try {
      return new ObjectMapper().writeValueAsString(document).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
