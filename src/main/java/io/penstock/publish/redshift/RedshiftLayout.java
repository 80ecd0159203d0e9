package io.penstock.publish.redshift;

import io.penstock.publish.protocol.ColumnChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Compares the columns that rows need with those that a table has; talks to no server. */
final class RedshiftLayout {
  private RedshiftLayout() {}

  /**
   * What the table lacks.
   *
   * @param gone columns that the lake had and no longer has
   */
  static List<ColumnChange> changes(
      List<RedshiftColumn> wanted, List<RedshiftLiveColumn> live, Collection<String> gone) {
    List<ColumnChange> changes = new ArrayList<>();
    for (RedshiftColumn column : wanted) {
      Optional<RedshiftLiveColumn> there = named(live, column.name());
      String quoted = RedshiftStatements.quoted(column.name());
      if (there.isEmpty()) {
        changes.add(new ColumnChange("ADD COLUMN " + quoted + " " + column.type(), true));
        continue;
      }
      WrittenType need = WrittenType.of(column.type()).orElseThrow();
      Optional<WrittenType> has = there.get().written();
      if (has.filter(type -> holds(type, need)).isEmpty()) {
        // Redshift changes the width of a text, and no other type.
        boolean widens =
            need.name().equals("varchar")
                && has.filter(h -> h.name().equals("varchar")).isPresent();
        changes.add(new ColumnChange("ALTER COLUMN " + quoted + " TYPE " + column.type(), widens));
      }
    }
    for (String name : gone) {
      if (named(live, name).isPresent()) {
        changes.add(new ColumnChange("DROP COLUMN " + RedshiftStatements.quoted(name), false));
      }
    }
    return changes;
  }

  // The catalog does not say how many bytes a varbyte has.
  private static boolean holds(WrittenType has, WrittenType need) {
    return has.name().equals("varbyte") && need.name().equals("varbyte") || has.holds(need);
  }

  static Optional<RedshiftLiveColumn> named(List<RedshiftLiveColumn> live, String name) {
    return live.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }
}
