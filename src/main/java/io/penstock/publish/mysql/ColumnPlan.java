package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.PreFlight;
import io.penstock.publish.rows.SourceProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a MySQL table needs for rows, and what of them MySQL does not take. */
final class ColumnPlan {
  private static final int KEY_BYTES = 3_072;
  private static final int ROW_BYTES = 65_000;
  private static final int NAME = 64;
  private static final int TABLE_NAME = NAME - "__old".length();

  private final Publication publication;
  private final StructType schema;
  private final SourceProfile figures;
  private final PreFlight preFlight;

  ColumnPlan(Publication publication, StructType schema, SourceProfile figures) {
    this.publication = publication;
    this.schema = schema;
    this.figures = figures;
    this.preFlight = new PreFlight(publication, schema, figures);
  }

  /**
   * The target's columns, when nothing was found.
   *
   * @throws io.penstock.spec.RefusedException naming each finding with column, value and row count
   */
  List<MySqlColumn> columns() {
    Map<String, MySqlColumn> columns = new LinkedHashMap<>();
    name("table", publication.table(), TABLE_NAME);
    for (StructField field : schema.fields()) {
      name("column", field.name(), NAME);
      column(field).ifPresent(column -> columns.put(field.name(), column));
    }
    shorten(columns);
    size("key " + publication.keys(), publication.keys(), columns);
    publication.indexes().forEach(index -> size("index " + index, index, columns));
    preFlight.requireNothing();
    return List.copyOf(columns.values());
  }

  private void size(String what, List<String> names, Map<String, MySqlColumn> columns) {
    long bytes = MySqlIndex.bytes(preFlight.names(names), types(columns.values()));
    if (bytes > KEY_BYTES) {
      preFlight.find(
          "the "
              + what
              + " takes "
              + bytes
              + " bytes of the "
              + KEY_BYTES
              + " that MySQL allows; give shorter 'types' for its text columns");
    }
  }

  private void name(String what, String name, int longest) {
    if (name.isEmpty()
        || name.length() > longest
        || name.endsWith(" ")
        || name.codePoints().anyMatch(c -> c == 0 || c > 0xffff)) {
      preFlight.find(
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
          .ifPresent(why -> preFlight.find("the column '" + field.name() + "': " + why));
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
      preFlight.find(
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

  /** The types of columns by their names. */
  static Map<String, String> types(Iterable<MySqlColumn> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.name(), column.type()));
    return types;
  }
}
