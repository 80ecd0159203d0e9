package io.penstock.publish.redshift;

import io.penstock.publish.Publication;
import io.penstock.publish.rows.PreFlight;
import io.penstock.publish.rows.SourceProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a Redshift table needs for rows, and what of them Redshift does not take. */
final class RedshiftColumns {
  private static final int NAME_BYTES = 127;
  private static final int MOST = 1_600;

  private final Publication publication;
  private final StructType schema;
  private final SourceProfile figures;
  private final Set<String> nested;
  private final PreFlight preFlight;

  RedshiftColumns(
      Publication publication, StructType schema, SourceProfile figures, Set<String> nested) {
    this.publication = publication;
    this.schema = schema;
    this.figures = figures;
    this.nested = nested;
    this.preFlight = new PreFlight(publication, schema, figures);
  }

  /**
   * The target's columns, when nothing was found.
   *
   * @throws io.penstock.spec.RefusedException naming each finding with column, value and row count
   */
  List<RedshiftColumn> all() {
    List<RedshiftColumn> columns = new ArrayList<>();
    name("table", publication.table());
    Set<String> names = new HashSet<>();
    for (StructField field : schema.fields()) {
      name("column", field.name());
      if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
        preFlight.find("two columns are called '" + field.name() + "' when case does not count");
      }
      column(field).ifPresent(columns::add);
    }
    if (schema.length() > MOST) {
      preFlight.find("it has " + schema.length() + " columns of at most " + MOST);
    }
    layout();
    preFlight.requireNothing();
    return columns;
  }

  private void layout() {
    publication.layout().distkey().ifPresent(column -> there("distkey", column));
    publication.layout().sortkey().forEach(column -> there("sortkey", column));
    publication.layout().encode().keySet().forEach(column -> there("encode", column));
  }

  private void there(String key, String column) {
    if (preFlight.found(column).isEmpty()) {
      preFlight.find("'" + key + "' names the column '" + column + "', which is not there");
    }
  }

  private void name(String what, String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > NAME_BYTES || name.indexOf('\0') >= 0) {
      preFlight.find(
          "the name of the "
              + what
              + " '"
              + name
              + "' is none that Redshift takes (1 to "
              + NAME_BYTES
              + " bytes)");
    }
  }

  private Optional<RedshiftColumn> column(StructField field) {
    Optional<WrittenType> chosen =
        SourceProfile.chosen(publication.types(), field.name()).flatMap(WrittenType::of);
    if (chosen.isPresent()) {
      chosen
          .get()
          .refusal(field.dataType())
          .ifPresent(why -> preFlight.find("the column '" + field.name() + "': " + why));
      return chosen
          .get()
          .sent()
          .map(
              sent ->
                  new RedshiftColumn(
                      field.name(),
                      SourceProfile.chosen(publication.types(), field.name()).orElseThrow(),
                      sent,
                      form(chosen.get().name().equals("super"))));
    }
    if (nested.contains(field.name())) {
      return Optional.of(
          new RedshiftColumn(
              field.name(), "super", DataTypes.StringType, RedshiftColumn.Form.NESTED));
    }
    long longest = figures.longest().getOrDefault(field.name(), 0L);
    Optional<String> type = RedshiftTypes.of(field.dataType(), longest);
    if (type.isEmpty()
        && figures.misfits().stream().noneMatch(m -> m.column().equals(field.name()))) {
      preFlight.find(
          "the column '"
              + field.name()
              + "' of type "
              + field.dataType().simpleString()
              + " has no Redshift type; give one under 'types'");
    }
    return type.map(
        text ->
            new RedshiftColumn(
                field.name(), text, RedshiftTypes.sent(field.dataType()), form(false)));
  }

  private static RedshiftColumn.Form form(boolean isNested) {
    return isNested ? RedshiftColumn.Form.NESTED : RedshiftColumn.Form.PLAIN;
  }
}
