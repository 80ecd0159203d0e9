package io.penstock.publish.mysql;

import io.penstock.publish.protocol.ColumnChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the columns that rows need with those that a table has; talks to no server. */
final class Layout {
  private static final List<String> INTEGERS =
      List.of("tinyint", "smallint", "mediumint", "int", "bigint");

  private Layout() {}

  /**
   * What the table lacks.
   *
   * @param gone columns that the lake had and no longer has
   */
  static List<ColumnChange> changes(
      List<MySqlColumn> wanted, List<LiveColumn> live, Collection<String> gone) {
    List<ColumnChange> changes = new ArrayList<>();
    for (MySqlColumn column : wanted) {
      Optional<LiveColumn> there = LiveColumn.named(live, column.name());
      if (there.isEmpty()) {
        changes.add(
            new ColumnChange(
                "ADD COLUMN " + MySqlStatements.quoted(column.name()) + " " + column.type(),
                !column.type().endsWith("NOT NULL")));
      } else if (!holds(there.get().type(), column.type())) {
        changes.add(
            new ColumnChange(
                modify(column, there.get()), holds(column.type(), there.get().type())));
      }
    }
    for (String name : gone) {
      LiveColumn.named(live, name)
          .ifPresent(
              column ->
                  changes.add(
                      new ColumnChange(
                          "DROP COLUMN " + MySqlStatements.quoted(column.name()), false)));
    }
    return changes;
  }

  private static String modify(MySqlColumn column, LiveColumn there) {
    String type = column.type();
    Optional<TypeText> text = TypeText.parse(type).filter(TypeText::isText);
    if (text.isPresent() && there.collation().isPresent()) {
      boolean notNull = type.endsWith(" NOT NULL");
      type =
          type.replaceFirst("( NOT)? NULL$", "")
              + " COLLATE "
              + there.collation().get()
              + (notNull ? " NOT NULL" : " NULL");
    }
    return "MODIFY COLUMN "
        + MySqlStatements.quoted(there.name())
        + " "
        + type
        + (there.comment().isEmpty() ? "" : " COMMENT " + MySqlStatements.literal(there.comment()));
  }

  /** Whether a column of the one type can hold, exactly, every value of the other. */
  static boolean holds(String wide, String narrow) {
    Optional<TypeText> a = TypeText.parse(plain(wide));
    Optional<TypeText> b = TypeText.parse(plain(narrow));
    return a.isPresent() && b.isPresent() && holds(a.get(), b.get());
  }

  private static boolean holds(TypeText a, TypeText b) {
    if (INTEGERS.contains(a.name()) && INTEGERS.contains(b.name())) {
      return a.unsigned() == b.unsigned()
          && INTEGERS.indexOf(a.name()) >= INTEGERS.indexOf(b.name());
    }
    if (a.name().equals("decimal") && b.name().equals("decimal")) {
      return a.size(10) - a.scale() >= b.size(10) - b.scale() && a.scale() >= b.scale();
    }
    if (a.isText() && b.isText()) {
      // A char drops spaces at the end, so it holds only what is one already.
      return a.name().equals("char") ? b.equals(a) : a.capacity() >= b.capacity();
    }
    if (a.isBytes() && b.isBytes()) {
      return a.name().equals("binary") ? b.equals(a) : a.capacity() >= b.capacity();
    }
    if (a.name().equals("double") && b.name().equals("float")) {
      return true;
    }
    if (a.name().equals(b.name()) && a.name().matches("datetime|timestamp|time")) {
      return a.size(0) >= b.size(0);
    }
    // MariaDB keeps JSON as text.
    return a.equals(b) || (a.name().equals("longtext") && b.name().equals("json"));
  }

  /** Without what does not belong to the type, and by the server's own names. */
  private static String plain(String type) {
    String plain =
        type.toLowerCase(Locale.ROOT)
            .replaceFirst("\\s+(not\\s+)?null$", "")
            .replaceFirst("\\s+(collate|character set|default|comment)\\s.*$", "")
            .strip();
    return plain
        .replaceFirst("^(boolean|bool)$", "tinyint(1)")
        .replaceFirst("^integer", "int")
        .replaceFirst("^(numeric|dec|fixed)\\b", "decimal")
        .replaceFirst("^(double precision|real)", "double");
  }
}
