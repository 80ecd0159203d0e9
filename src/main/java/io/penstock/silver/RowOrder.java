package io.penstock.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.penstock.lake.LakeLocation;
import io.penstock.spec.SilverSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What says which of two rows of one key is the later one: {@code order_by}, then where it stood in
 * its file, then its content, so that the same rows have the same order every time.
 */
record RowOrder(SilverSpec model, Dataset<Row> rows, boolean tellsPlaces) {

  /** From the one that decides first. */
  List<Column> columns() {
    List<Column> order = new ArrayList<>();
    model.apply().orderBy().forEach(name -> order.add(found(name)));
    // The one order of all changes of a table, where the rows are changes.
    Optional<String> seq = LineageColumns.find(rows, "_seq");
    seq.ifPresent(column -> order.add(col(LakeLocation.quoted(column))));
    for (String place : List.of("_source_file", "_line")) {
      Optional<String> name = LineageColumns.find(rows, place);
      name.ifPresent(column -> order.add(col(LakeLocation.quoted(column))));
    }
    // Several rows may be of one line, as those inside of a JSON document.
    if (!tellsPlaces || seq.isEmpty()) {
      order.add(xxhash64(hashable()));
    }
    return order;
  }

  Column found(String name) {
    return LineageColumns.find(rows, name)
        .map(column -> col(LakeLocation.quoted(column)))
        .orElseThrow(() -> SilverErrors.noSuchOrder(model, name, visible()));
  }

  private List<String> visible() {
    return Arrays.stream(rows.columns()).filter(name -> !name.startsWith("__")).toList();
  }

  private Column[] hashable() {
    return Arrays.stream(rows.schema().fields()).map(ComparedColumn::of).toArray(Column[]::new);
  }
}
