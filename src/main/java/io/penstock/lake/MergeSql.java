package io.penstock.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a MERGE that rewrites only rows that differ.
 *
 * @param keys the columns that identify a row; NULLs match each other
 * @param columns all columns of the source
 * @param compared the columns whose difference makes a row changed
 * @param opaque those of them that Spark cannot compare, see {@link Comparing}
 * @param orderBy when given, a row older than the one in the table does not replace it
 * @param deletes whether rows that the source does not have are removed
 * @param removal a column of the source that is true where the row of the key is to go; it is not
 *     of the table
 */
public record MergeSql(
    List<String> keys,
    List<String> columns,
    List<String> compared,
    Set<String> opaque,
    List<String> orderBy,
    Missing deletes,
    Optional<String> removal) {
  /** The name of the view that holds the rows. */
  public static final String SOURCE = "penstock_merge_source";

  /** What becomes of rows of the table that the source does not have. */
  public enum Missing {
    STAYS,
    DELETED
  }

  /** The statement for a target that SQL names like this. */
  public String text(String target) {
    List<String> lines = new ArrayList<>();
    lines.add("MERGE INTO " + target + " AS t USING " + SOURCE + " AS s");
    lines.add("ON " + all(keys, "t.%1$s <=> s.%1$s"));
    removal.ifPresent(
        gone ->
            lines.add(
                "WHEN MATCHED AND s." + LakeLocation.quoted(gone) + notOlder() + " THEN DELETE"));
    String stays = removal.map(gone -> " AND NOT s." + LakeLocation.quoted(gone)).orElse("");
    if (!compared.isEmpty()) {
      lines.add(
          "WHEN MATCHED"
              + stays
              + " AND NOT ("
              + same()
              + ")"
              + notOlder()
              + " THEN UPDATE SET "
              + each(columns, "%1$s = s.%1$s"));
    }
    lines.add(
        "WHEN NOT MATCHED"
            + stays
            + " THEN INSERT ("
            + each(columns, "%1$s")
            + ") VALUES ("
            + each(columns, "s.%1$s")
            + ")");
    if (deletes == Missing.DELETED) {
      lines.add("WHEN NOT MATCHED BY SOURCE THEN DELETE");
    }
    return String.join("\n", lines);
  }

  private String same() {
    return compared.stream()
        .map(
            name -> {
              String quoted = LakeLocation.quoted(name);
              return opaque.contains(name)
                  ? Comparing.text("t." + quoted) + " <=> " + Comparing.text("s." + quoted)
                  : "t." + quoted + " <=> s." + quoted;
            })
        .collect(Collectors.joining(" AND "));
  }

  // Compared as one tuple: the first column that differs decides.
  private String notOlder() {
    if (orderBy.isEmpty()) {
      return "";
    }
    return " AND (struct("
        + each(orderBy, "s.%1$s")
        + ") >= struct("
        + each(orderBy, "t.%1$s")
        + "))";
  }

  private static String all(List<String> names, String pattern) {
    return names.stream()
        .map(name -> String.format(pattern, LakeLocation.quoted(name)))
        .collect(Collectors.joining(" AND "));
  }

  private static String each(List<String> names, String pattern) {
    return names.stream()
        .map(name -> String.format(pattern, LakeLocation.quoted(name)))
        .collect(Collectors.joining(", "));
  }
}
