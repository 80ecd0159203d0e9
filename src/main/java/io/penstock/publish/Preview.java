package io.penstock.publish;

import java.util.List;
import java.util.Optional;

/**
 * What a publication would do to its target.
 *
 * @param way how the rows would get there
 * @param rows how many of them
 * @param statements what would be done to the table itself
 * @param because why all rows would be sent where changes would do otherwise
 */
public record Preview(Way way, Rows rows, List<String> statements, Optional<String> because) {
  /** The ways of publishing. */
  public enum Way {
    /** The rows that changed enter the table. */
    CHANGES,
    /** A new table takes the place of the one that is there. */
    SWAP,
    /** The rows are there; the record of a killed run is completed. */
    RECORD,
    /** No row moves; a catalog is told where the table lies. */
    REGISTRATION
  }

  /**
   * Figures of the rows.
   *
   * @param kept rows that are gone from the lake and stay in the target
   */
  public record Rows(long inserted, long updated, long deleted, long kept) {}

  public Preview {
    statements = List.copyOf(statements);
  }

  /** In words. */
  public String sentence() {
    String ddl = statements.isEmpty() ? "" : "; " + String.join("; ", statements);
    String why = because.map(text -> ", because " + text).orElse("");
    return switch (way) {
      case RECORD -> "complete the record of a version that is there" + why;
      case REGISTRATION -> String.join("; ", statements) + why;
      case SWAP -> "load all " + rows.inserted() + " rows and swap the table" + ddl + why;
      case CHANGES ->
          rows.inserted()
              + " rows to insert, "
              + rows.updated()
              + " to update, "
              + (rows.kept() > 0
                  ? rows.kept() + " gone from the lake that stay"
                  : rows.deleted() + " to delete")
              + ddl
              + why;
    };
  }
}
