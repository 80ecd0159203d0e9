package io.penstock.format.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record after conversion: typed values in declared order, the raw text of extra columns, and
 * whatever found no place, under its name in the file.
 */
public final class TypedRecord {
  /** The key of the whole text of a record that could not be read. */
  public static final String MALFORMED = "_malformed";

  private final long line;
  private final Object[] values;
  private final String[] extras;
  private Map<String, String> rescued = Map.of();
  private List<Rejection> rejections = List.of();

  TypedRecord(long line, int columns, int extras) {
    this.line = line;
    this.values = new Object[columns];
    this.extras = new String[extras];
  }

  /** The physical line where it starts. */
  public long line() {
    return line;
  }

  /** Values of Spark's external types in declared order; owned by the caller. */
  public Object[] values() {
    return values;
  }

  /** Raw texts in the order of {@link ColumnBinding#newColumns()}; owned by the caller. */
  public String[] extras() {
    return extras;
  }

  /** Column in the file to raw text, in the order of the file's values. */
  public Map<String, String> rescued() {
    return rescued;
  }

  /**
   * The rescued map as JSON, such as {@code {"Order Date":"13/45/2013"}}; empty when nothing is.
   */
  public Optional<String> rescuedJson() {
    return rescued.isEmpty() ? Optional.empty() : Optional.of(RescuedText.of(rescued));
  }

  /**
   * The same with why each was rescued, such as {@code {"Order Date":{"value":"13/45/2013",
   * "reason":"…"}}}.
   */
  public Optional<String> detailsJson() {
    return rescued.isEmpty()
        ? Optional.empty()
        : Optional.of(RescuedText.details(rescued, rejections));
  }

  /** Why values are rescued; undeclared columns have no entry. */
  public List<Rejection> rejections() {
    return rejections;
  }

  /** Whether the record as a whole could not be read; all its values are then null. */
  public boolean isMalformed() {
    return rescued.containsKey(MALFORMED);
  }

  void rescue(String column, String raw) {
    if (rescued.isEmpty()) {
      rescued = new LinkedHashMap<>();
    }
    String key = column;
    for (int i = 2; rescued.containsKey(key); i++) {
      key = column + "#" + i;
    }
    rescued.put(key, raw);
  }

  void reject(String column, String raw, String reason) {
    rescue(column, raw);
    if (rejections.isEmpty()) {
      rejections = new ArrayList<>();
    }
    rejections.add(new Rejection(column, reason));
  }
}
