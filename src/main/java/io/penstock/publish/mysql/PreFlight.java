package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.SourceProfile;
import io.penstock.spec.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that would go wrong with the rows, found and said at once, before the first one moves.
 */
final class PreFlight {
  private static final int KEY_BYTES = 3_072;
  private static final int ROW_BYTES = 65_000;
  private static final int NAME = 64;
  private static final int TABLE_NAME = NAME - "__old".length();

  private final Publication publication;
  private final StructType schema;
  private final SourceProfile figures;
  private final List<String> findings = new ArrayList<>();

  PreFlight(Publication publication, StructType schema, SourceProfile figures) {
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
    name("table", publication.table(), TABLE_NAME);
    for (StructField field : schema.fields()) {
      name("column", field.name(), NAME);
      column(field).ifPresent(column -> columns.put(field.name(), column));
    }
    shorten(columns);
    keys(columns);
    indexes(columns);
    publication.types().keySet().stream()
        .filter(name -> found(name).isEmpty())
        .forEach(
            name -> findings.add("'types' names the column '" + name + "', which is not there"));
    for (SourceProfile.Misfit misfit : figures.misfits()) {
      findings.add(
          misfit.count()
              + (misfit.count() == 1 ? " value of '" : " values of '")
              + misfit.column()
              + "' cannot be stored ("
              + misfit.why()
              + "), such as '"
              + misfit.example()
              + "'");
    }
    throwIfAny();
    return List.copyOf(columns.values());
  }

  private void name(String what, String name, int longest) {
    if (name.isEmpty()
        || name.length() > longest
        || name.endsWith(" ")
        || name.codePoints().anyMatch(c -> c == 0 || c > 0xffff)) {
      findings.add(
          "the name of the "
              + what
              + " '"
              + name
              + "' is none that MySQL takes (1 to "
              + longest
              + " characters, no space at the end, nothing beyond U+FFFF)");
    }
  }

  private Optional<MySqlColumn> column(StructField field) {
    boolean key = publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase);
    MySqlTypes.Part part = key ? MySqlTypes.Part.KEY : MySqlTypes.Part.VALUE;
    long longest = figures.longest().getOrDefault(field.name(), 0L);
    Optional<String> chosen = SourceProfile.chosen(publication.types(), field.name());
    if (chosen.isPresent()) {
      ChosenType.of(chosen.get())
          .refusal(field.dataType())
          .ifPresent(why -> findings.add("the column '" + field.name() + "': " + why));
      boolean bytes =
          field.dataType() instanceof BinaryType
              && TypeText.parse(chosen.get()).filter(TypeText::isText).isEmpty();
      return Optional.of(
          new MySqlColumn(
              field.name(),
              chosen.get() + (key ? " NOT NULL" : " NULL"),
              bytes ? MySqlColumn.Form.HEX : MySqlColumn.Form.TEXT));
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

  /** All texts of a row share 65,535 bytes; the widest ones that nobody asked for move out. */
  private void shorten(Map<String, MySqlColumn> columns) {
    while (columns.values().stream().mapToLong(c -> text(c).rowBytes()).sum() > ROW_BYTES) {
      Optional<MySqlColumn> widest =
          columns.values().stream()
              .filter(c -> c.type().startsWith("varchar") && c.type().endsWith(" NULL"))
              .filter(c -> !c.type().endsWith("NOT NULL"))
              .filter(c -> SourceProfile.chosen(publication.types(), c.name()).isEmpty())
              .max((a, b) -> Long.compare(text(a).rowBytes(), text(b).rowBytes()));
      if (widest.isEmpty()) {
        return;
      }
      columns.put(
          widest.get().name(),
          new MySqlColumn(widest.get().name(), "text NULL", MySqlColumn.Form.TEXT));
    }
  }

  private static TypeText text(MySqlColumn column) {
    return TypeText.parse(column.type()).orElse(new TypeText("", "", ""));
  }

  private void keys(Map<String, MySqlColumn> columns) {
    List<String> missing = publication.keys().stream().filter(key -> found(key).isEmpty()).toList();
    missing.forEach(key -> findings.add("the key column '" + key + "' is not there"));
    if (figures.nullKeys() > 0) {
      findings.add(
          figures.nullKeys()
              + (figures.nullKeys() == 1 ? " row has" : " rows have")
              + " a key that is NULL");
    }
    figures
        .shared()
        .filter(key -> missing.isEmpty())
        .ifPresent(
            key ->
                findings.add(
                    (figures.rows() - figures.nullKeys() - figures.distinctKeys())
                        + " rows share their key "
                        + publication.keys()
                        + " with another row, such as "
                        + key));
    long bytes = MySqlIndex.bytes(names(publication.keys()), types(columns.values()));
    if (bytes > KEY_BYTES) {
      findings.add(tooLong("key " + publication.keys(), bytes));
    }
  }

  private void indexes(Map<String, MySqlColumn> columns) {
    for (List<String> index : publication.indexes()) {
      index.stream()
          .filter(name -> found(name).isEmpty())
          .forEach(
              name -> findings.add("an index names the column '" + name + "', which is not there"));
      long bytes = MySqlIndex.bytes(names(index), types(columns.values()));
      if (bytes > KEY_BYTES) {
        findings.add(tooLong("index " + index, bytes));
      }
    }
  }

  private static String tooLong(String what, long bytes) {
    return "the "
        + what
        + " takes "
        + bytes
        + " bytes of the "
        + KEY_BYTES
        + " that MySQL allows; give shorter 'types' for its text columns";
  }

  /** The types of columns by their names. */
  static Map<String, String> types(Iterable<MySqlColumn> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.name(), column.type()));
    return types;
  }

  /** Columns as the lake writes them. */
  private List<String> names(List<String> columns) {
    return columns.stream().flatMap(name -> found(name).stream()).toList();
  }

  private Optional<String> found(String column) {
    return Arrays.stream(schema.fieldNames()).filter(column::equalsIgnoreCase).findFirst();
  }

  private void throwIfAny() {
    if (!findings.isEmpty()) {
      throw MySqlErrors.doesNotFit(publication, findings);
    }
  }
}
