package io.penstock.publish.mysql;

import io.penstock.publish.Publication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that the two hashes of a table are made of: those whose values the lake and the
 * server write in the same way.
 *
 * @param key those of the key; all of them when there is no key
 * @param row all of them
 * @param texts those that the server may hold as text of another character set
 */
record Hashed(List<String> key, List<String> row, Set<String> texts) {

  Hashed(List<String> key, List<String> row) {
    this(key, row, Set.copyOf(row));
  }

  static Hashed of(StructType schema, Publication publication) {
    return of(schema, publication, true);
  }

  /**
   * The same for a table that was just made: of its texts only those of a chosen type may differ.
   */
  static Hashed made(StructType schema, Publication publication) {
    return of(schema, publication, false);
  }

  private static Hashed of(StructType schema, Publication publication, boolean anyText) {
    List<String> key = new ArrayList<>();
    List<String> row = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (StructField field : schema.fields()) {
      boolean retyped =
          GoldFigures.chosen(publication.types(), field.name())
              .filter(type -> !type.toLowerCase(Locale.ROOT).contains("char"))
              .isPresent();
      if (retyped || !GoldFigures.hashable(field.dataType())) {
        continue;
      }
      row.add(field.name());
      if ((anyText && field.dataType() instanceof StringType)
          || GoldFigures.chosen(publication.types(), field.name()).isPresent()) {
        texts.add(field.name());
      }
      if (publication.keys().stream().anyMatch(field.name()::equalsIgnoreCase)) {
        key.add(field.name());
      }
    }
    return new Hashed(publication.keys().isEmpty() ? row : key, row, texts);
  }
}
