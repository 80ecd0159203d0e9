package io.penstock.page;

import io.penstock.spec.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.NumericType;

/**
 * The figures of a chart: categories, and for each series a figure a category, null where there is
 * none.
 */
public record ChartData(
    ChartRequest.Kind kind,
    String x,
    List<String> categories,
    Map<String, List<BigDecimal>> series,
    ChartRequest.Shape shape) {

  /** Why the chart cannot be drawn from these rows. */
  public static Optional<String> problem(ChartRequest request, TextRows rows) {
    for (String column : request.columns()) {
      if (!rows.names().contains(column)) {
        return Optional.of(
            "the result has no column '" + column + "'. " + Nearest.hint(column, rows.names()));
      }
    }
    for (String column : request.y()) {
      TextRows.TextColumn found = rows.columns().get(rows.names().indexOf(column));
      if (!(found.type() instanceof NumericType)) {
        return Optional.of(
            "'"
                + column
                + "' holds no numbers. Found: "
                + found.type().sql().toLowerCase(Locale.ROOT)
                + ". Name a column of numbers after y=.");
      }
    }
    return Optional.empty();
  }

  public static ChartData of(ChartRequest request, TextRows rows) {
    int x = rows.names().indexOf(request.x());
    List<String> categories = rows.rows().stream().map(row -> text(row.get(x))).distinct().toList();
    Map<String, Map<String, BigDecimal>> figures = new LinkedHashMap<>();
    for (List<String> row : rows.rows()) {
      for (String y : request.y()) {
        String value = row.get(rows.names().indexOf(y));
        figures
            .computeIfAbsent(name(request, rows, row, y), name -> new LinkedHashMap<>())
            .put(text(row.get(x)), number(value));
      }
    }
    Map<String, List<BigDecimal>> series = new LinkedHashMap<>();
    figures.forEach(
        (name, byCategory) -> {
          List<BigDecimal> values = new ArrayList<>();
          categories.forEach(category -> values.add(byCategory.get(category)));
          series.put(name, values);
        });
    return new ChartData(request.kind(), request.x(), categories, series, request.shape());
  }

  private static String name(ChartRequest request, TextRows rows, List<String> row, String y) {
    Optional<String> series =
        request.series().map(column -> text(row.get(rows.names().indexOf(column))));
    return series.map(s -> request.y().size() > 1 ? s + " " + y : s).orElse(y);
  }

  private static String text(String value) {
    return value == null ? "NULL" : value;
  }

  private static BigDecimal number(String value) {
    // NaN and Infinity are numbers to Spark, but nothing that can be drawn.
    return value == null || !value.matches("[-+0-9.eE]+") ? null : new BigDecimal(value);
  }
}
