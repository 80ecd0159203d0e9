package io.penstock.bronze;

import io.penstock.format.PlainRecord;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumn;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.value.Cells;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnNewColumn;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Where the values of one kind of file go.
 *
 * @param places the place in the table of each declared column
 * @param extras that of each column that nobody declared
 * @param width how many fields a file without a header has; 0 for others
 */
record FileColumns(RecordConverter converter, int[] places, int[] extras, int width)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Those of a file whose columns are bound, in a table of certain columns. */
  static FileColumns of(SourceSpec source, ColumnBinding binding, BronzeColumns table) {
    List<String> names = table.data().stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    NewColumnPolicy policy =
        source.contract().onNewColumn() == OnNewColumn.ADD
            ? NewColumnPolicy.ADD
            : NewColumnPolicy.RESCUE;
    List<NewColumn> extras = policy == NewColumnPolicy.ADD ? binding.newColumns() : List.of();
    return new FileColumns(
        source.contract().columns().isPresent()
            ? new RecordConverter(binding, policy, source.format().texts())
            : RecordConverter.ofInferred(binding, policy, source.format().texts()),
        binding.columns().stream().mapToInt(c -> place(names, c.name())).toArray(),
        extras.stream().mapToInt(c -> place(names, c.name())).toArray(),
        source.format().namesColumnsByPosition() ? binding.width() : 0);
  }

  private static int place(List<String> names, String column) {
    return names.indexOf(column.toLowerCase(Locale.ROOT));
  }

  /** See {@link RecordConverter#read}. */
  boolean read(PlainRecord record, Cells cells) {
    return converter.read(record, cells, places, extras);
  }
}
