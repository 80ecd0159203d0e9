package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.spec.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that would go wrong with the rows, found and said at once, before the first one moves.
 */
final class PreFlight {
  private static final int KEY_BYTES = 3_072;

  private final Publication publication;
  private final StructType schema;
  private final GoldFigures figures;
  private final List<String> findings = new ArrayList<>();

  PreFlight(Publication publication, StructType schema, GoldFigures figures) {
    this.publication = publication;
    this.schema = schema;
    this.figures = figures;
  }

  /**
   * The target's columns, when nothing was found.
   *
   * @throws RefusedException naming each finding with column, value and row count
   */
  List<MySqlColumn> columns() {
    Map<String, MySqlColumn> columns = new LinkedHashMap<>();
    for (StructField field : schema.fields()) {
      column(field).ifPresent(column -> columns.put(field.name(), column));
    }
    keys(columns);
    for (List<String> index : publication.indexes()) {
      index.stream()
          .filter(name -> !has(name))
          .forEach(
              name -> findings.add("an index names the column '" + name + "', which is not there"));
    }
    publication.types().keySet().stream()
        .filter(name -> !has(name))
        .forEach(
            name -> findings.add("'types' names the column '" + name + "', which is not there"));
    figures
        .outside()
        .forEach(
            (name, count) -> {
              if (count > 0) {
                findings.add(
                    count
                        + " values of '"
                        + name
                        + "' lie outside of what MySQL can hold (dates from"
                        + " year 1000 to 9999, numbers that are finite)");
              }
            });
    throwIfAny();
    return List.copyOf(columns.values());
  }

  private Optional<MySqlColumn> column(StructField field) {
    boolean key = publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase);
    MySqlTypes.Part part = key ? MySqlTypes.Part.KEY : MySqlTypes.Part.VALUE;
    long longest = figures.longest().getOrDefault(field.name(), 0L);
    Optional<String> chosen =
        publication.types().entrySet().stream()
            .filter(e -> e.getKey().equalsIgnoreCase(field.name()))
            .map(Map.Entry::getValue)
            .findFirst();
    if (chosen.isPresent()) {
      MySqlTypes.capacity(chosen.get())
          .filter(capacity -> capacity < longest)
          .ifPresent(
              capacity ->
                  findings.add(
                      "the column '"
                          + field.name()
                          + "' is to be "
                          + chosen.get()
                          + ", but its longest value has "
                          + longest
                          + " characters"));
      return Optional.of(
          new MySqlColumn(
              field.name(), chosen.get() + (key ? " NOT NULL" : " NULL"), MySqlColumn.Form.TEXT));
    }
    Optional<MySqlColumn> column = MySqlTypes.column(field, part, longest);
    if (column.isEmpty()) {
      findings.add(
          "the "
              + (key ? "key " : "")
              + "column '"
              + field.name()
              + "' of type "
              + field.dataType().simpleString()
              + (longest > 0 ? " and " + longest + " characters" : "")
              + " has no MySQL type; give one under 'types'");
    }
    return column;
  }

  private void keys(Map<String, MySqlColumn> columns) {
    List<String> missing = publication.keys().stream().filter(key -> !has(key)).toList();
    missing.forEach(key -> findings.add("the key column '" + key + "' is not there"));
    if (figures.nullKeys() > 0) {
      findings.add(figures.nullKeys() + " rows have a key that is NULL");
    }
    if (missing.isEmpty() && figures.distinctKeys() != figures.rows() && figures.nullKeys() == 0) {
      findings.add(
          (figures.rows() - figures.distinctKeys())
              + " rows share their key "
              + publication.keys()
              + " with another row");
    }
    long bytes =
        publication.keys().stream()
            .flatMap(key -> Optional.ofNullable(columns.get(key)).stream())
            .mapToLong(column -> MySqlTypes.capacity(column.type()).map(n -> n * 4).orElse(8L))
            .sum();
    if (bytes > KEY_BYTES) {
      findings.add(
          "the key "
              + publication.keys()
              + " takes "
              + bytes
              + " bytes of the "
              + KEY_BYTES
              + " that MySQL allows; give shorter 'types' for its text columns");
    }
  }

  private boolean has(String column) {
    for (String name : schema.fieldNames()) {
      if (name.toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private void throwIfAny() {
    if (!findings.isEmpty()) {
      throw new RefusedException(
          "Table '"
              + publication.from()
              + "' ("
              + publication.at()
              + "): cannot be published as '"
              + publication.table()
              + "' because "
              + findings.stream().collect(Collectors.joining("; "))
              + ". Correct the model or the publication; the target is as it was.");
    }
  }
}
