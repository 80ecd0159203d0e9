package io.penstock.drift;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnBinding;
import io.penstock.format.bind.ColumnNames;
import io.penstock.format.bind.NewColumn;
import io.penstock.format.bind.NewColumnPolicy;
import io.penstock.format.bind.RecordConverter;
import io.penstock.format.bind.Rejection;
import io.penstock.format.bind.TypedRecord;
import io.penstock.format.file.RecordReaders;
import io.penstock.format.infer.SchemaInference;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.SourceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a text file, held against those that its source is pinned to. */
final class FileDrift {
  private static final int RECORDS = 2_000;
  private static final double MANY = 0.5;

  private final SourceSpec source;
  private final List<ColumnSpec> pinned;

  FileDrift(SourceSpec source, List<ColumnSpec> pinned) {
    this.source = source;
    this.pinned = pinned;
  }

  List<Drift> of(Supplier<InputStream> file, String name) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    List<String> header;
    try (RecordReader reader = new RecordReaders(source.format()).open(file, name, 0)) {
      header = reader.header();
      while (records.size() < RECORDS && reader.hasNext()) {
        records.add(reader.next());
      }
    }
    List<ColumnSpec> now =
        source.format() instanceof FormatSpec.Csv csv
            ? SchemaInference.ofFields(csv, header, records.iterator())
            : SchemaInference.ofDocuments(records.iterator());
    if (now.isEmpty()) {
      return List.of();
    }
    ColumnBinding binding = binding(header, now);
    List<Drift> found = new ArrayList<>(names(binding, missing(binding, now), now));
    Map<String, long[]> misfits = misfits(binding, records);
    for (ColumnSpec column : pinned) {
      long[] counted = misfits.getOrDefault(column.fileName(), new long[1]);
      if (counted[0] > records.size() * MANY) {
        found.add(retyped(column, type(now, column.fileName())));
      }
    }
    return found;
  }

  /** Of a file that has types of its own. */
  List<Drift> of(StructType columns) {
    List<ColumnSpec> now = new ArrayList<>();
    for (StructField field : columns.fields()) {
      now.add(
          new ColumnSpec(
              field.name(),
              field.dataType().sql().toLowerCase(Locale.ROOT),
              Optional.empty(),
              Optional.empty()));
    }
    ColumnBinding binding =
        ColumnBinding.toNames(pinned, now.stream().map(ColumnSpec::fileName).toList());
    List<Drift> found = new ArrayList<>(names(binding, binding.missing(), now));
    for (ColumnSpec column : pinned) {
      String type = binding.missing().contains(column.name()) ? "" : type(now, column.fileName());
      if (!type.isEmpty() && !Widening.fits(type, column.type())) {
        found.add(retyped(column, type));
      }
    }
    return found;
  }

  private Drift retyped(ColumnSpec column, String type) {
    return SchemaComparison.drift(
        source.bronze().toString(), Drift.Kind.TYPE_CHANGED, column.name(), column.type(), type);
  }

  /** What differs in names. */
  private List<Drift> names(ColumnBinding binding, List<String> missing, List<ColumnSpec> now) {
    Map<String, String> was = new LinkedHashMap<>();
    Map<String, String> is = new LinkedHashMap<>();
    for (ColumnSpec column : pinned) {
      was.put(column.name(), column.type());
      if (!missing.contains(column.name())) {
        is.put(column.name(), column.type());
      }
    }
    for (NewColumn column : binding.newColumns()) {
      is.put(column.name(), type(now, column.fileName()));
    }
    return SchemaComparison.of(source.bronze().toString(), was, is);
  }

  private ColumnBinding binding(List<String> header, List<ColumnSpec> now) {
    if (!(source.format() instanceof FormatSpec.Csv csv)) {
      List<String> keys = now.stream().map(ColumnSpec::fileName).toList();
      return ColumnBinding.byKey(
          pinned, keys.stream().filter(key -> pinned.stream().noneMatch(c -> is(c, key))).toList());
    }
    return csv.header()
        ? ColumnBinding.toHeader(pinned, csv, header)
        : ColumnBinding.byPosition(pinned, csv, ColumnNames.byPosition(now.size()));
  }

  private List<String> missing(ColumnBinding binding, List<ColumnSpec> now) {
    return source.format().namesColumnsInRecords()
        ? pinned.stream()
            .filter(column -> now.stream().noneMatch(found -> is(column, found.fileName())))
            .map(ColumnSpec::name)
            .toList()
        : binding.missing();
  }

  private static boolean is(ColumnSpec column, String key) {
    return column.fileName().equals(key) || column.name().equals(key);
  }

  private static String type(List<ColumnSpec> now, String fileName) {
    return now.stream()
        .filter(column -> column.fileName().equalsIgnoreCase(fileName))
        .map(ColumnSpec::type)
        .findFirst()
        .orElse("string");
  }

  /** How many values of each column do not fit its type, by its name in the file. */
  private Map<String, long[]> misfits(ColumnBinding binding, List<RawRecord> records) {
    RecordConverter converter =
        new RecordConverter(binding, NewColumnPolicy.RESCUE, source.format().texts());
    Map<String, long[]> misfits = new HashMap<>();
    for (RawRecord record : records) {
      TypedRecord typed = converter.convert(record);
      for (Rejection rejection : typed.rejections()) {
        misfits.computeIfAbsent(rejection.column(), name -> new long[1])[0]++;
      }
    }
    return misfits;
  }
}
