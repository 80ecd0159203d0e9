package io.penstock.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How texts are written in YAML and names in SQL. */
final class Written {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}/][\\p{L}\\p{N}_./+()<>-]*");
  private static final Pattern PLAIN_TYPE = Pattern.compile("[a-z_]+(\\(\\d+\\))?|array<[a-z]+>");

  /** What YAML of either version takes for no text. */
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  /** What cannot be a column's name without quotes, in one mode of Spark or another. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all and anti any as asc authorization between both by case cast check collate column"
                  + " constraint create cross cube current_date current_time current_timestamp"
                  + " current_user date delete desc describe distinct drop else end escape except"
                  + " exists false fetch filter for foreign from full function grant group grouping"
                  + " having in inner insert intersect interval into is join key keys lateral"
                  + " leading left like limit match minus natural not null of offset on only or"
                  + " order outer overlaps partition percent pivot primary range rank references"
                  + " right row rows select semi session_user set some start table tablesample then"
                  + " time timestamp to trailing true union unique unknown unpivot update user using"
                  + " values when where window with within without")
              .split(" "));

  private Written() {}

  /** A text, in quotes if it would be read as something else. */
  static String yaml(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text.replace("${", "$${"));
  }

  /** A key, in which nothing is replaced. */
  static String key(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  /** A Spark type; one with commas is in quotes. */
  static String type(String type) {
    return PLAIN_TYPE.matcher(type).matches() ? type : quoted(type);
  }

  /** A mapping in one line. */
  static String flow(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String list(List<String> texts) {
    return texts.stream().map(Written::yaml).collect(Collectors.joining(", ", "[", "]"));
  }

  static String sql(String name) {
    return NAME.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : "`" + name.replace("`", "``") + "`";
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text can be written", e);
    }
  }
}
