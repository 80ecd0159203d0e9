package io.penstock.discover;

import io.penstock.format.RawRecord;
import io.penstock.format.bind.ColumnNames;
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
import java.util.Set;
import java.util.function.Function;

/** The table that the files of a group are: its columns, from many of its records, and its keys. */
final class GroupTable {
  private final FileGroup group;
  private final KeyGuess guess;
  private final Set<String> partitions;
  private final List<String> notes = new ArrayList<>();
  private List<ColumnSpec> columns = List.of();
  private long read;
  private long malformed;
  private boolean all = true;
  private boolean lacking;

  private GroupTable(FileGroup group) {
    this.group = group;
    this.guess = new KeyGuess(isText() ? group.names() : List.of());
    this.lacking = group.isLacking();
    this.partitions = new LinkedHashSet<>(group.first().partitions());
  }

  private boolean isText() {
    return group.format() instanceof FormatSpec.Csv;
  }

  private boolean isParquet() {
    return group.format() instanceof FormatSpec.Parquet;
  }

  static GroupTable read(FileGroup group, Function<FoundFile, InputStream> files)
      throws IOException {
    GroupTable table = new GroupTable(group);
    if (!table.isParquet()) {
      try (GroupRecords records = new GroupRecords(group, files)) {
        table.read(records);
      }
    }
    return table;
  }

  private void read(GroupRecords records) {
    Iterator<RawRecord> seen = new SeenRecords(records, guess);
    columns =
        group.format() instanceof FormatSpec.Csv csv
            ? SchemaInference.ofFields(csv, group.isNameless() ? List.of() : group.names(), seen)
            : SchemaInference.ofDocuments(seen);
    read = records.read();
    malformed = records.malformed();
    all = records.all();
    lacking = records.isLacking();
    notes.addAll(records.broken());
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
    format.put("type", group.format().type());
    format.putAll(group.shape().settings());
    StringBuilder text = new StringBuilder("# ").append(origin).append('\n');
    text.append("source: ").append(Written.flow(source)).append('\n');
    text.append("format: ").append(Written.flow(format)).append('\n');
    List<ColumnSpec> own =
        columns.stream().filter(column -> !partitions.contains(column.fileName())).toList();
    if (!own.isEmpty() || lacking) {
      text.append("schema:\n");
      if (lacking) {
        text.append("  on_missing_column: \"null\"\n");
      }
      text.append(own.isEmpty() ? "" : "  columns:\n");
      own.forEach(column -> text.append("    ").append(line(column)).append('\n'));
    }
    files.put("sources/" + name + ".yml", text.toString());
    List<String> keys = keys(name);
    new SilverStub(name, name, silverColumns(own), keys, "").of(origin, files);
    String what = group.shape().what() + ", " + many(group.files().size(), "file");
    return new Proposal.FoundTable(
        name, what, silverColumns(own).size(), isParquet() ? -1 : read - malformed, keys);
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
    if (isParquet()) {
      group.names().forEach(n -> names.add(ColumnNames.unused(n, names.size(), names)));
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
    List<String> keys =
        columns.stream()
            .filter(column -> found.contains(column.fileName()))
            .filter(column -> !column.type().matches("double|struct.*|array.*"))
            .map(ColumnSpec::name)
            .toList();
    // A part of a key is none.
    return keys.size() == found.size() ? keys : List.of();
  }

  private static String many(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
