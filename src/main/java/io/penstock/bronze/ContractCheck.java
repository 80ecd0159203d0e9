package io.penstock.bronze;

import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.NewColumn;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.SourceSpec.OnMissingColumn;
import io.penstock.spec.SourceSpec.OnNewColumn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds files against the source's contract, before a row of them is loaded. */
final class ContractCheck {
  private final SourceSpec source;
  private final BronzeColumns columns;
  private final PartitionColumns partitions;
  private final List<ColumnSpec> ofRecords;

  ContractCheck(SourceSpec source, BronzeColumns columns) {
    this.source = source;
    this.columns = columns;
    this.partitions = new PartitionColumns(source);
    this.ofRecords = partitions.ofRecords(columns);
  }

  /**
   * What came of it.
   *
   * @param columns the table's columns with those that the files add
   * @param refused why a file as a whole cannot be taken, by path
   * @param added the names of columns that were added
   */
  record Result(
      BronzeColumns columns,
      Map<String, ColumnBinding> bindings,
      Map<String, String> refused,
      List<String> added) {}

  Result check(List<FileHeader> headers) {
    Map<String, String> refused = new LinkedHashMap<>();
    Map<String, ColumnBinding> bindings = new LinkedHashMap<>();
    Map<List<String>, ColumnBinding> byNames = new HashMap<>();
    for (FileHeader header : headers) {
      if (header.names().size() > ColumnSpec.MOST) {
        refused.put(
            header.file().path(),
            "it has more columns than a table may have, at least "
                + header.names().size()
                + " where "
                + ColumnSpec.MOST
                + " are allowed; put values of a kind into rows");
        continue;
      }
      Optional<ColumnBinding> binding =
          header.problem().isEmpty()
              ? Optional.of(byNames.computeIfAbsent(header.names(), names -> bind(header)))
              : Optional.empty();
      Optional<String> reason =
          header.problem().isEmpty()
              ? reason(header, binding.orElseThrow())
              : Optional.of(header.problem());
      if (reason.isPresent()) {
        refused.put(header.file().path(), reason.get());
      } else {
        bindings.put(header.file().path(), binding.orElseThrow());
      }
    }
    List<ColumnSpec> added = added(headers, bindings);
    BronzeColumns all = columns.with(added);
    if (all.data().size() > ColumnSpec.MOST) {
      throw BronzeErrors.tooManyColumns(source, all.data().size());
    }
    return new Result(all, bindings, refused, added.stream().map(ColumnSpec::name).toList());
  }

  private ColumnBinding bind(FileHeader header) {
    return source
        .format()
        .accept(
            new FormatSpec.Kinds<>() {
              @Override
              public ColumnBinding csv(FormatSpec.Csv format) {
                return format.header()
                    ? ColumnBinding.toHeader(ofRecords, format, header.names())
                    : ColumnBinding.byPosition(ofRecords, format, header.names());
              }

              @Override
              public ColumnBinding json(FormatSpec.Json format) {
                return ColumnBinding.byKey(ofRecords, undeclared(header));
              }

              @Override
              public ColumnBinding parquet(FormatSpec.Parquet format) {
                return ColumnBinding.toNames(ofRecords, header.names());
              }
            });
  }

  private List<String> undeclared(FileHeader header) {
    return header.names().stream()
        .filter(key -> ofRecords.stream().noneMatch(column -> names(column, key)))
        .toList();
  }

  private static boolean names(ColumnSpec column, String key) {
    return column.fileName().equals(key) || column.name().equals(key);
  }

  private Optional<String> reason(FileHeader header, ColumnBinding binding) {
    if (!header.hasRecords() && header.names().isEmpty()) {
      return Optional.empty();
    }
    if (!binding.problems().isEmpty()) {
      return Optional.of(String.join("; ", binding.problems()));
    }
    Optional<String> folders = partitions.problem(columns, header);
    if (folders.isPresent()) {
      return folders;
    }
    List<String> missing =
        source.format().namesColumnsInRecords()
            ? ofRecords.stream()
                .filter(c -> header.names().stream().noneMatch(key -> names(c, key)))
                .map(ColumnSpec::name)
                .toList()
            : binding.missing();
    if (!missing.isEmpty() && source.contract().onMissingColumn() == OnMissingColumn.FAIL) {
      return Optional.of(
          "it does not have the declared columns "
              + missing
              + ", but "
              + header.names()
              + "; correct 'from', or say on_missing_column: null");
    }
    List<String> news = binding.newColumns().stream().map(NewColumn::fileName).toList();
    return !news.isEmpty() && source.contract().onNewColumn() == OnNewColumn.FAIL
        ? Optional.of(
            "it has columns that nobody declared "
                + news
                + "; declare them, or say on_new_column: add or rescue")
        : Optional.empty();
  }

  private List<ColumnSpec> added(List<FileHeader> headers, Map<String, ColumnBinding> bindings) {
    Map<String, ColumnSpec> added = new LinkedHashMap<>();
    if (source.contract().onNewColumn() == OnNewColumn.ADD) {
      for (FileHeader header : headers) {
        ColumnBinding binding = bindings.get(header.file().path());
        List<NewColumn> news = binding == null ? List.of() : binding.newColumns();
        for (NewColumn column : news) {
          added.putIfAbsent(
              column.name().toLowerCase(Locale.ROOT),
              new ColumnSpec(
                  column.name(),
                  header.type(column.index()),
                  Optional.of(column.fileName()),
                  Optional.empty()));
        }
      }
    }
    return List.copyOf(added.values());
  }
}
