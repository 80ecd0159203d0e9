package io.penstock.spec.read;

import io.penstock.spec.BadRecords;
import io.penstock.spec.DatabaseTable;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a file of {@code sources/} that names tables of a database: a source for each of them. */
final class DatabaseReader {
  static final String TYPE = "mysql";
  private static final int MOST_CONNECTIONS = 32;
  private static final int CONNECTIONS = 4;
  private static final String TIME = "\\s*[0-9]+\\s*(ms|s|m|h)\\s*";

  private final String name;
  private final Problems problems;

  private enum Load {
    FULL,
    INCREMENTAL
  }

  DatabaseReader(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  List<SourceSpec> read(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    String description = file.text("description", "");
    Fields source = file.fieldsOrEmpty("source");
    source.required("type");
    Optional<String> connection = source.required("connection");
    connection.ifPresent(
        text -> NameRules.check(text, "a connection", source.origin("connection"), problems));
    int connections = (int) source.integer("connections", 1, MOST_CONNECTIONS).orElse(CONNECTIONS);
    source.end();
    Fields defaults = file.fieldsOrEmpty("defaults");
    defaults.choice("load", Load.FULL);
    String prefix = defaults.text("prefix", name + "_");
    var tinyInt1 = defaults.choice("tinyint1", DatabaseTable.TinyInt1.NUMBER);
    if (!prefix.matches("([A-Za-z][A-Za-z0-9_]{0,39})?")) {
      defaults.problem(
          "prefix",
          "'defaults.prefix' must be letters, digits and underscores, begin with a letter and have 40"
              + " characters at most. Found: '"
              + prefix
              + "'.");
      prefix = "";
    }
    String begin = prefix;
    defaults.end();
    Optional<Fields> tables =
        file.requiredFields("tables", "It says which tables of the database to load.");
    if (tables.isPresent() && tables.get().names().isEmpty()) {
      file.problem("tables", "'tables' is empty. It says which tables of the database to load.");
    }
    Map<String, DatabaseTable> read = new LinkedHashMap<>();
    tables.ifPresent(all -> all.names().forEach(key -> read.put(key, table(key, all, tinyInt1))));
    file.end();
    List<SourceLocation.Database.Together> together = new ArrayList<>();
    read.values()
        .forEach(
            table ->
                together.add(
                    new SourceLocation.Database.Together(
                        table.query().isPresent() ? Optional.empty() : Optional.of(table.name()),
                        SourceSpec.landStep(name, table.name()))));
    List<SourceSpec> sources = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    read.forEach(
        (key, table) -> {
          String own = (begin + key).replaceAll("[^A-Za-z0-9_]", "_");
          boolean named =
              NameRules.check(own, "a table of bronze", tables.get().origin(key), problems);
          if (named && !names.add(own.toLowerCase(Locale.ROOT))) {
            tables
                .get()
                .problem(
                    key,
                    "two tables would be bronze."
                        + own.toLowerCase(Locale.ROOT)
                        + "; the lake does not tell names apart by case. Put one of them into another"
                        + " file with another 'defaults.prefix'.");
          }
          if (named && connection.isPresent()) {
            sources.add(
                source(
                    own,
                    description,
                    new SourceLocation.Database(
                        name, connection.get(), connections, table, together),
                    tables.get(),
                    key));
          }
        });
    return sources;
  }

  private static SourceSpec source(
      String own, String description, SourceLocation location, Fields tables, String key) {
    return new SourceSpec(
        own,
        description,
        location,
        new FormatSpec.Parquet(),
        new SourceSpec.Contract(
            Optional.empty(),
            SourceSpec.OnNewColumn.ADD,
            SourceSpec.OnMissingColumn.NULL,
            SourceSpec.OnBadValue.RESCUE,
            new BadRecords(Optional.empty(), Optional.empty())),
        SourceSpec.OnOverwrittenFile.REINGEST,
        SourceSpec.OnBadFile.FAIL,
        tables.origin(key));
  }

  private DatabaseTable table(String key, Fields tables, DatabaseTable.TinyInt1 tinyInt1) {
    Fields fields = tables.fieldsOrEmpty(key);
    List<String> keys = NameRules.keys(fields);
    Optional<String> query = fields.text("query").map(text -> text.strip().replaceAll(";$", ""));
    Optional<String> column = fields.text("cursor");
    Load load = fields.choice("load", column.isPresent() ? Load.INCREMENTAL : Load.FULL);
    Optional<Duration> lag = Optional.empty();
    Optional<Long> ids = Optional.empty();
    Optional<String> written = fields.has("lag") ? fields.text("lag") : Optional.empty();
    if (written.filter(text -> text.matches("[0-9]{1,15}")).isPresent()) {
      ids = Optional.of(Long.parseLong(written.get()));
    } else if (written.filter(text -> text.matches(TIME)).isPresent()) {
      lag = Optional.of(Quantities.duration(fields, "lag", Duration.ofMinutes(1)));
    } else if (written.isPresent()) {
      fields.problem(
          "lag",
          "'lag' must be a duration such as 10m, or a number for a cursor that is one. Found: '"
              + written.get()
              + "'.");
    }
    if (load == Load.INCREMENTAL && column.isEmpty()) {
      fields.problem(
          "load",
          "'load: incremental' needs 'cursor': the column that says which rows are new, such as"
              + " updated_at, or a key that only grows. Give it, or load: full.");
    }
    DatabaseTable.Deletes deletes = fields.choice("deletes", DatabaseTable.Deletes.NONE);
    for (String only : List.of("cursor", "lag", "deletes")) {
      if ((load == Load.FULL || column.isEmpty()) && fields.has(only)) {
        fields.problem(
            only,
            "'"
                + only
                + "' is for load: incremental with a cursor, which reads new rows only. Remove it.");
      }
    }
    fields.end();
    boolean incremental = load == Load.INCREMENTAL && column.isPresent();
    Optional<Duration> behind = lag;
    Optional<Long> idsBehind = ids;
    return new DatabaseTable(
        key,
        query,
        keys,
        incremental
            ? column.map(c -> new DatabaseTable.Cursor(c, behind, idsBehind))
            : Optional.empty(),
        deletes,
        tinyInt1);
  }
}
