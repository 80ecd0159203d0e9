package io.penstock.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table lies in its target.
 *
 * @param distkey by which column its rows are distributed over a warehouse
 * @param sortkey by which columns they are sorted there
 * @param encode the compression of columns
 * @param partitionBy the columns whose values are folders of an export
 * @param maxFileSize about how large a file of an export may be, in bytes
 */
public record TableLayout(
    Optional<String> distkey,
    List<String> sortkey,
    Map<String, String> encode,
    List<String> partitionBy,
    Optional<Long> maxFileSize) {
  public static final TableLayout NONE =
      new TableLayout(Optional.empty(), List.of(), Map.of(), List.of(), Optional.empty());

  public TableLayout {
    sortkey = List.copyOf(sortkey);
    encode = Map.copyOf(encode);
    partitionBy = List.copyOf(partitionBy);
  }
}
