package io.penstock.discover;

import io.penstock.format.RawRecord;
import io.penstock.format.RecordReader;
import io.penstock.format.bind.ColumnNames;
import io.penstock.format.file.RecordReaders;
import io.penstock.format.infer.SchemaInference;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

/** The table that the files of a group are: its columns, from many of its records, and its keys. */
final class GroupTable {
  private static final int RECORDS = 200_000;

  private final FileGroup group;
  private final KeyGuess guess;
  private final Set<String> partitions;
  private final List<String> notes = new ArrayList<>();
  private List<ColumnSpec> columns = List.of();
  private long read;
  private long malformed;
  private boolean all = true;

  private GroupTable(FileGroup group) {
    this.group = group;
    this.guess = new KeyGuess(isText() ? group.shape().names() : List.of());
    this.partitions = new LinkedHashSet<>(group.first().partitions());
  }

  private boolean isText() {
    return group.shape().format() instanceof FormatSpec.Csv;
  }

  static GroupTable read(FileGroup group, Function<FoundFile, InputStream> files)
      throws IOException {
    GroupTable table = new GroupTable(group);
    FormatSpec format = group.shape().format();
    if (!(format instanceof FormatSpec.Parquet)) {
      try (Records records = table.new Records(files)) {
        table.columns =
            format instanceof FormatSpec.Csv csv
                ? SchemaInference.ofFields(
                    csv, csv.namesColumnsByPosition() ? List.of() : group.shape().names(), records)
                : SchemaInference.ofDocuments(records);
      }
    }
    return table;
  }

  /** Those of all files of the group, one after another, as many as are looked at. */
  private final class Records implements Iterator<RawRecord>, AutoCloseable {
    private final Function<FoundFile, InputStream> files;
    private final Iterator<FoundFile> left = group.files().iterator();
    private RecordReader reader;
    private long most;

    Records(Function<FoundFile, InputStream> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      try {
        while (reader == null || read >= most || !reader.hasNext()) {
          if (reader != null && reader.hasNext()) {
            all = false;
          }
          close();
          if (!left.hasNext()) {
            return false;
          }
          FoundFile file = left.next();
          reader =
              new RecordReaders(group.shape().format())
                  .open(() -> files.apply(file), file.name(), 0);
          most = read + Math.max(1, RECORDS / group.files().size());
        }
        return true;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public RawRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      RawRecord record = reader.next();
      read++;
      if (record instanceof RawRecord.Malformed) {
        malformed++;
      } else {
        guess.see(record);
      }
      return record;
    }

    @Override
    public void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Writes its source and its silver model. */
  Proposal.FoundTable propose(
      String name, FileSelection selection, String origin, Map<String, String> files) {
    Map<String, String> source = new LinkedHashMap<>();
    source.put("type", "files");
    source.put("path", Written.yaml(selection.path()));
    selection.include().ifPresent(glob -> source.put("include", Written.yaml(glob)));
    if (!partitions.isEmpty()) {
      source.put("partition_columns", Written.list(List.copyOf(partitions)));
    }
    Map<String, String> format = new LinkedHashMap<>();
    format.put("type", group.shape().format().type());
    format.putAll(group.shape().settings());
    StringBuilder text = new StringBuilder("# ").append(origin).append('\n');
    text.append("source: ").append(Written.flow(source)).append('\n');
    text.append("format: ").append(Written.flow(format)).append('\n');
    List<ColumnSpec> own =
        columns.stream().filter(column -> !partitions.contains(column.fileName())).toList();
    if (!own.isEmpty()) {
      text.append("schema:\n  columns:\n");
      own.forEach(column -> text.append("    ").append(line(column)).append('\n'));
    }
    files.put("sources/" + name + ".yml", text.toString());
    List<String> keys = keys(name);
    new SilverStub(name, name, silverColumns(own), keys, "").of(origin, files);
    String what = group.shape().what() + ", " + many(group.files().size(), "file");
    return new Proposal.FoundTable(
        name,
        what,
        silverColumns(own).size(),
        group.shape().format() instanceof FormatSpec.Parquet ? -1 : read - malformed,
        keys);
  }

  private static String line(ColumnSpec column) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("type", Written.type(column.type()));
    column.from().ifPresent(from -> values.put("from", Written.yaml(from)));
    column.pattern().ifPresent(pattern -> values.put("pattern", Written.yaml(pattern)));
    return Written.key(column.name()) + ": " + Written.flow(values);
  }

  private List<String> silverColumns(List<ColumnSpec> own) {
    List<String> names = new ArrayList<>();
    if (group.shape().format() instanceof FormatSpec.Parquet) {
      group.shape().names().forEach(n -> names.add(ColumnNames.unused(n, names.size(), names)));
    }
    own.forEach(column -> names.add(column.name()));
    partitions.forEach(column -> names.add(ColumnNames.unused(column, names.size(), names)));
    return names;
  }

  private List<String> keys(String name) {
    if (malformed > 0) {
      notes.add(
          "bronze."
              + name
              + ": "
              + many(malformed, "record")
              + " of "
              + read
              + " cannot be read as such, and will be in its quarantine.");
    }
    if (!all) {
      notes.add(
          "bronze."
              + name
              + ": its types are those of the first "
              + read
              + " records; values that do not fit are rescued when the rest is loaded.");
      return List.of();
    }
    // Of a folder that is a part of the key the records know nothing.
    List<String> found = partitions.isEmpty() ? guess.keys() : List.of();
    return columns.stream()
        .filter(column -> found.contains(column.fileName()))
        .filter(column -> !column.type().matches("double|struct.*|array.*"))
        .map(ColumnSpec::name)
        .toList();
  }

  private static String many(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
