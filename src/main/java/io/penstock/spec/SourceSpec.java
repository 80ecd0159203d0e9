package io.penstock.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source: where its data lies, how its bytes become records, what its records promise.
 *
 * @param contract the declared columns; empty: inferred once, then pinned
 */
public record SourceSpec(
    String name,
    String description,
    SourceLocation location,
    FormatSpec format,
    Contract contract,
    OnOverwrittenFile onOverwrittenFile,
    OnBadFile onBadFile,
    Origin at) {

  /** The name of the step that lands it: tables of a database stand behind the name of its file. */
  public String landStep() {
    return location
        .database()
        .map(database -> landStep(database.file(), database.table().name()))
        .orElse("land." + name.toLowerCase(Locale.ROOT));
  }

  /** The name of the step that lands a table of a database. */
  public static String landStep(String file, String table) {
    return ("land." + file + "." + table).toLowerCase(Locale.ROOT);
  }

  public TableName landing() {
    return TableName.landing(name);
  }

  public TableName bronze() {
    return TableName.bronze(name);
  }

  /** What the records of a source promise. */
  public record Contract(
      Optional<List<ColumnSpec>> columns,
      OnNewColumn onNewColumn,
      OnMissingColumn onMissingColumn,
      OnBadValue onBadValue,
      BadRecords failAbove) {
    public Contract {
      columns = columns.map(List::copyOf);
    }
  }

  /** A column in the file that nobody declared. */
  public enum OnNewColumn {
    ADD,
    RESCUE,
    FAIL
  }

  /** A declared column that the file does not have. */
  public enum OnMissingColumn {
    NULL,
    FAIL
  }

  /** A value that does not fit its declared type. */
  public enum OnBadValue {
    RESCUE,
    FAIL
  }

  /** A file that was loaded and has changed since. */
  public enum OnOverwrittenFile {
    REINGEST,
    IGNORE,
    FAIL
  }

  /** A file that cannot be read, or that breaks the contract as a whole. */
  public enum OnBadFile {
    QUARANTINE,
    FAIL
  }
}
