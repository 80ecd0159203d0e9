package io.penstock.discover;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A first silver model of a table: its columns as they are, and what tells its rows apart.
 *
 * @param name of the model
 * @param bronze the table that it reads
 * @param columns of that table
 * @param keys some of them; empty: rows are added, none is replaced
 * @param comment what the table is; empty if nobody said
 */
record SilverStub(
    String name, String bronze, List<String> columns, List<String> keys, String comment) {

  /** That of rows that come. */
  void of(String origin, Map<String, String> files) {
    write(
        origin,
        keys.isEmpty() ? Optional.empty() : Optional.of("keys: " + Written.list(keys)),
        files);
  }

  /** That of a log of changes: the rows that are there now. */
  void ofChanges(String origin, Map<String, String> files) {
    write(
        origin,
        Optional.of(
            "keys: "
                + Written.list(keys)
                + "\napply: {as: upsert, order_by: _seq, delete_when: \"_op = 'delete'\"}"),
        files);
  }

  /** That of a log of rows without a key: each as often as it is there now. */
  void ofCounts(String origin, Map<String, String> files) {
    String times = "_times";
    while (columns.contains(times) || columns.contains(times + "_one")) {
      times = "_" + times;
    }
    yaml(origin, Optional.of("apply: {as: overwrite}"), files);
    String from =
        String.join(
            "\n",
            "FROM (",
            select("    ") + ",",
            "    sum(CASE WHEN _op = 'delete' THEN -1 ELSE 1 END) AS " + times,
            "  FROM " + bronzeTable(),
            "  GROUP BY ALL",
            "  HAVING " + times + " > 0",
            ")",
            "LATERAL VIEW explode(sequence(1, %s)) AS %s_one".formatted(times, times));
    sql(origin, from, files);
  }

  private void write(String origin, Optional<String> settings, Map<String, String> files) {
    yaml(origin, settings, files);
    sql(origin, "FROM " + bronzeTable(), files);
  }

  private String bronzeTable() {
    return "bronze." + bronze.toLowerCase(Locale.ROOT);
  }

  private String select(String before) {
    return columns.stream()
        .map(column -> before + Written.sql(column))
        .collect(Collectors.joining(",\n", before.substring(2) + "SELECT\n", ""));
  }

  private void sql(String origin, String from, Map<String, String> files) {
    files.put("silver/" + name + ".sql", "-- " + origin + "\n" + select("  ") + "\n" + from + "\n");
  }

  private void yaml(String origin, Optional<String> settings, Map<String, String> files) {
    StringBuilder yaml = new StringBuilder("# " + origin + "\n");
    if (!comment.isEmpty()) {
      yaml.append("description: ").append(Written.yaml(comment)).append('\n');
    }
    settings.ifPresent(text -> yaml.append(text).append('\n'));
    files.put("silver/" + name + ".yml", yaml.toString());
  }

  /** What a table is called in silver; empty if nothing of it can be a name. */
  static Optional<String> name(String snake) {
    String name = snake.replaceAll("[^a-z0-9_]", "_").replaceFirst("^[^a-z]+", "");
    return Optional.of(name).filter(text -> text.matches("[a-z][a-z0-9_]{0,59}"));
  }
}
