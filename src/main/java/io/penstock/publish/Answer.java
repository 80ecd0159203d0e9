package io.penstock.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a target answers to a question.
 *
 * @param rows one list a row, each value as the target writes it; NULL is null
 * @param more whether there are more rows than were asked for
 * @param note what else it says, such as what the question cost; empty if it says nothing
 */
public record Answer(List<String> columns, List<List<String>> rows, boolean more, String note) {
  /** One without a note. */
  public Answer(List<String> columns, List<List<String>> rows, boolean more) {
    this(columns, rows, more, "");
  }

  public Answer {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }
}
