package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that the two hashes of a table are made of, in the order in which they are: those
 * that are compared as they are sent come first.
 *
 * @param key those of the key; all of them when there is no key
 * @param row all of them
 */
record ChecksumColumns(List<Compared> key, List<Compared> row) {
  /** Changes when the same rows get other hashes. */
  static final int METHOD = 2;

  /** Columns that are all compared as they are sent. */
  static ChecksumColumns sent(List<String> key, List<String> row) {
    return new ChecksumColumns(
        key.stream().map(Compared::sent).toList(), row.stream().map(Compared::sent).toList());
  }

  static ChecksumColumns of(StructType schema, Publication publication) {
    return of(schema, publication, true);
  }

  /**
   * The same for a table that was just made: of its texts only those of a chosen type may differ.
   */
  static ChecksumColumns made(StructType schema, Publication publication) {
    return of(schema, publication, false);
  }

  private static ChecksumColumns of(StructType schema, Publication publication, boolean anyText) {
    List<Compared> key = new ArrayList<>();
    List<Compared> row = new ArrayList<>();
    for (boolean sent : List.of(true, false)) {
      for (StructField field : schema.fields()) {
        boolean isKey = publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase);
        Compared compared =
            Compared.of(
                field.name(),
                field.dataType(),
                SourceProfile.chosen(publication.types(), field.name()),
                isKey,
                anyText);
        if (compared.isSent() == sent) {
          row.add(compared);
          if (isKey) {
            key.add(compared);
          }
        }
      }
    }
    return new ChecksumColumns(publication.keys().isEmpty() ? row : key, row);
  }
}
