package io.penstock.bronze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.penstock.format.bind.ColumnNames;
import io.penstock.format.infer.SchemaInference;
import io.penstock.format.value.Conversion;
import io.penstock.format.value.Converters;
import io.penstock.format.value.ValueConverter;
import io.penstock.ops.LandedFile;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.SourceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * The columns whose values are in the names of a file's folders, such as {@code dt=2024-01-01}, and
 * in none of its records.
 */
final class PartitionColumns {
  private final SourceSpec source;
  private final List<String> keys;

  PartitionColumns(SourceSpec source) {
    this.source = source;
    this.keys = source.location().partitionColumns();
  }

  /** A table's columns with those of the folders that nobody declared, after all others. */
  BronzeColumns with(BronzeColumns columns, List<LandedFile> files) {
    List<ColumnSpec> more = new ArrayList<>();
    List<String> taken = new ArrayList<>(columns.data().stream().map(ColumnSpec::name).toList());
    for (String key : keys) {
      if (!files.isEmpty() && columns.data().stream().noneMatch(column -> isOf(key, column))) {
        String name = ColumnNames.unused(key, columns.data().size() + more.size(), taken);
        taken.add(name);
        more.add(
            SchemaInference.ofValues(
                name,
                key,
                files.stream().map(file -> FolderNames.value(written(file, key))).toList(),
                source.format().texts()));
      }
    }
    return columns.with(more);
  }

  /** The columns of a table that its files themselves have. */
  List<ColumnSpec> ofRecords(BronzeColumns columns) {
    return columns.data().stream().filter(column -> !isPartition(column)).toList();
  }

  /** Why a file cannot be taken, if it cannot, as the end of "the file cannot be read, because". */
  Optional<String> problem(BronzeColumns columns, FileHeader header) {
    for (String key : keys) {
      if (header.names().stream().anyMatch(name -> isSame(key, name))) {
        return Optional.of(
            ("it has a column '%s' in its records and in the names of its folders; take it out of"
                    + " source.partition_columns")
                .formatted(key));
      }
      if (written(header.file(), key) == null) {
        return Optional.of(
            "none of its folders is called '%s=…', as source.partition_columns says"
                .formatted(key));
      }
      ColumnSpec column = column(columns, key);
      if (value(header.file(), key, converter(column)) instanceof Conversion.Rejected bad) {
        return Optional.of(
            "the value of its folder '%s=%s' %s"
                .formatted(key, written(header.file(), key), bad.reason()));
      }
    }
    return Optional.empty();
  }

  /** The same rows, which then have the values of their files' folders. */
  Dataset<Row> fill(Dataset<Row> rows, BronzeColumns columns, List<LandedFile> files) {
    Dataset<Row> filled = rows;
    for (String key : keys) {
      Optional<ColumnSpec> known = columns.data().stream().filter(c -> isOf(key, c)).findFirst();
      if (known.isEmpty()) {
        // No file has come yet that could say of what type it is.
        continue;
      }
      ColumnSpec column = known.get();
      ValueConverter converter = converter(column);
      HashMap<String, Object> byPath = new HashMap<>();
      for (LandedFile file : files) {
        if (value(file, key, converter) instanceof Conversion.Value good) {
          byPath.put(file.path(), good.value());
        }
      }
      UDF1<String, Object> valueOf = byPath::get;
      filled =
          filled.withColumn(
              column.name(),
              udf(valueOf, Converters.stored(Converters.type(column)))
                  .apply(col(BronzeColumns.SOURCE_FILE)));
    }
    return filled;
  }

  private ValueConverter converter(ColumnSpec column) {
    return source.contract().columns().stream()
            .flatMap(List::stream)
            .anyMatch(declared -> declared.name().equalsIgnoreCase(column.name()))
        ? Converters.of(column, source.format().texts())
        : Converters.inferred(column, source.format().texts());
  }

  private Conversion value(LandedFile file, String key, ValueConverter converter) {
    String text = FolderNames.value(written(file, key));
    return text == null ? Conversion.NULL : converter.fromText(text);
  }

  /** A packed file has the folders of what it was packed in. */
  private String written(LandedFile file, String key) {
    String path = file.inPlace() ? file.path() : source.location().display() + "/" + file.name();
    return FolderNames.written(path, key);
  }

  private boolean isPartition(ColumnSpec column) {
    return keys.stream().anyMatch(key -> isOf(key, column));
  }

  private static ColumnSpec column(BronzeColumns columns, String key) {
    return columns.data().stream().filter(column -> isOf(key, column)).findFirst().orElseThrow();
  }

  private static boolean isOf(String key, ColumnSpec column) {
    return isSame(key, column.fileName());
  }

  private static boolean isSame(String key, String name) {
    return key.equalsIgnoreCase(name)
        || ColumnNames.snakeCase(key).equals(ColumnNames.snakeCase(name));
  }
}
