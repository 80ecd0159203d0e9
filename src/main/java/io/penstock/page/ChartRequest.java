package io.penstock.page;

import io.penstock.spec.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chart that a cell asks for in a comment, which Databricks passes over: {@code -- chart: line
 * x=year y=revenue,profit}. Further settings: {@code series=column} draws one series for each value
 * of a column, {@code stacked=true} puts them on top of each other, {@code format=percent} shows
 * 0.25 as 25 %. Names with other characters than letters, digits and underscores stand between
 * back-ticks.
 *
 * @param line the line of the notebook
 * @param x the column along the axis of categories
 * @param y the columns of figures
 */
public record ChartRequest(
    int line, Kind kind, String x, List<String> y, Optional<String> series, Shape shape) {
  /** How figures are drawn; {@code hbar} are bars that lie, for long names. */
  public enum Kind {
    LINE,
    BAR,
    HBAR
  }

  /** What holds for all of its figures. */
  public record Shape(boolean stacked, boolean percent) {}

  private static final Pattern COMMENT = Pattern.compile("\\s*--\\s*chart:(.*)");
  private static final String NAME = "(?:`[^`]+`|[A-Za-z0-9_]+)";
  private static final Pattern SETTING =
      Pattern.compile("\\s+([a-z]+)=(" + NAME + "(?:," + NAME + ")*)");
  private static final List<String> SETTINGS = List.of("x", "y", "series", "stacked", "format");

  public ChartRequest {
    y = List.copyOf(y);
  }

  /** What the line asks for, if it is such a comment. */
  public static Optional<String> asked(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.matches() ? Optional.of(comment.group(1).strip()) : Optional.empty();
  }

  /**
   * Reads what a comment asks for.
   *
   * @param wrong takes the sentence when it cannot be understood
   */
  public static Optional<ChartRequest> parse(String asked, int line, Consumer<String> wrong) {
    String name = asked.split("\\s", 2)[0];
    Optional<Kind> kind = kind(name);
    if (kind.isEmpty()) {
      List<String> kinds =
          Arrays.stream(Kind.values()).map(k -> k.name().toLowerCase(Locale.ROOT)).toList();
      wrong.accept(
          "the chart cannot be drawn because nobody knows its kind. Found: '"
              + name
              + "'. "
              + Nearest.hint(name, kinds));
      return Optional.empty();
    }
    Map<String, List<String>> settings = settings(asked.substring(name.length()), wrong);
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    if (!settings.containsKey("x") || !settings.containsKey("y")) {
      wrong.accept(
          "the chart cannot be drawn because x or y is missing. Found: '"
              + asked
              + "'. Write: -- chart: line x=year y=revenue,profit");
      return Optional.empty();
    }
    return Optional.of(
        new ChartRequest(
            line,
            kind.get(),
            settings.get("x").get(0),
            settings.get("y"),
            Optional.ofNullable(settings.get("series")).map(names -> names.get(0)),
            new Shape(
                List.of("true").equals(settings.get("stacked")),
                List.of("percent").equals(settings.get("format")))));
  }

  /** The columns that the result must have. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(y);
    columns.add(0, x);
    series.ifPresent(columns::add);
    return columns;
  }

  private static Optional<Kind> kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** The settings by name; empty if something is wrong, which has been said. */
  private static Map<String, List<String>> settings(String text, Consumer<String> wrong) {
    Map<String, List<String>> settings = new LinkedHashMap<>();
    Matcher setting = SETTING.matcher(text);
    int read = 0;
    while (setting.lookingAt()) {
      List<String> values =
          Arrays.stream(setting.group(2).split(",(?=(?:[^`]*`[^`]*`)*[^`]*$)"))
              .map(value -> value.replace("`", ""))
              .toList();
      if (!SETTINGS.contains(setting.group(1))) {
        wrong.accept(
            "the chart cannot be drawn because nobody knows the setting '"
                + setting.group(1)
                + "'. "
                + Nearest.hint(setting.group(1), SETTINGS));
        return Map.of();
      }
      settings.put(setting.group(1), values);
      read = setting.end();
      setting.region(read, text.length());
    }
    if (!text.substring(read).isBlank() || settings.isEmpty()) {
      wrong.accept(
          "the chart cannot be drawn because its settings cannot be read. Found: '"
              + text.substring(read).strip()
              + "'. Write: -- chart: line x=year y=revenue,profit");
      return Map.of();
    }
    return settings;
  }
}
