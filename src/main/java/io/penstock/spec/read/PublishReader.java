package io.penstock.spec.read;

import io.penstock.spec.Destination;
import io.penstock.spec.ExportSpec;
import io.penstock.spec.Problems;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableLayout;
import io.penstock.spec.TableName;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code publish/*.yml}. */
final class PublishReader {
  private static final Map<String, Function<String, Destination>> KINDS = new LinkedHashMap<>();

  /** The kinds to which rows are sent; in a catalog tables are only named. */
  private static final List<String> ROWS =
      List.of(Destination.MySql.KIND, Destination.Redshift.KIND, Destination.Files.KIND);

  /** What says how a table lies in its target, by the kinds for which it means something. */
  private static final Map<String, List<String>> ONLY =
      Map.ofEntries(
          Map.entry("mode", ROWS),
          Map.entry("deletes", ROWS),
          Map.entry("guard", ROWS),
          Map.entry("keys", ROWS),
          Map.entry("types", List.of(Destination.MySql.KIND, Destination.Redshift.KIND)),
          Map.entry("indexes", List.of(Destination.MySql.KIND)),
          Map.entry("distkey", List.of(Destination.Redshift.KIND)),
          Map.entry("sortkey", List.of(Destination.Redshift.KIND)),
          Map.entry("encode", List.of(Destination.Redshift.KIND)),
          Map.entry("partition_by", List.of(Destination.Files.KIND)),
          Map.entry("max_file_size", List.of(Destination.Files.KIND)),
          Map.entry("export", List.of(Destination.Glue.KIND)));

  private static final int MOST_VERSIONS = 1_000;
  private static final int VERSIONS = 5;

  static {
    KINDS.put(Destination.MySql.KIND, Destination.MySql::new);
    KINDS.put(Destination.Redshift.KIND, Destination.Redshift::new);
    KINDS.put(Destination.Files.KIND, Destination.Files::new);
    KINDS.put(Destination.Glue.KIND, Destination.Glue::new);
  }

  private final String name;
  private final Problems problems;
  private Optional<String> kind = Optional.empty();

  PublishReader(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  Optional<PublishSpec> read(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    file.text("description");
    boolean enabled = file.flag("enabled", true);
    Optional<Destination> to = to(file);
    this.kind = to.map(Destination::kind);
    Optional<ExportSpec> export = export(file);
    if (file.has("defaults") && kind.filter(Destination.Glue.KIND::equals).isPresent()) {
      file.problem(
          "defaults", "'defaults' says how rows are sent, and to glue none are. Remove it.");
    }
    Fields defaults = file.fieldsOrEmpty("defaults");
    var mode = mode(defaults, PublishSpec.Mode.SWAP);
    var deletes = defaults.choice("deletes", PublishSpec.Deletes.TRACKED);
    defaults.end();
    List<PublishSpec.Table> tables = new ArrayList<>();
    Optional<Fields> all = file.requiredFields("tables", "It says what goes to the target.");
    if (all.isPresent() && all.get().names().isEmpty()) {
      file.problem("tables", "'tables' is empty. It says what goes to the target.");
    }
    all.ifPresent(
        fields -> fields.names().forEach(table -> tables.add(table(table, fields, mode, deletes))));
    file.end();
    return to.filter(t -> enabled)
        .map(t -> new PublishSpec(name, t, export, tables, file.origin("to")));
  }

  private boolean isFiles() {
    return kind.filter(Destination.Files.KIND::equals).isPresent();
  }

  private Optional<ExportSpec> export(Fields file) {
    Fields format = file.fieldsOrEmpty("format");
    var type = format.choice("type", ExportSpec.Type.CSV);
    boolean header = format.flag("header", true);
    var packed = format.choice("compression", ExportSpec.Compression.NONE);
    Optional<ExportSpec.Compression> compression =
        format.has("compression") ? Optional.of(packed) : Optional.empty();
    format.end();
    int keep = (int) file.integer("keep", 1, MOST_VERSIONS).orElse(VERSIONS);
    for (String key : List.of("format", "keep")) {
      if (file.has(key) && kind.isPresent() && !isFiles()) {
        file.problem(key, "'" + key + "' is for files, as in to: {files: exports}. Remove it.");
      }
    }
    boolean csv = type == ExportSpec.Type.CSV;
    if (isFiles() && csv && compression.filter(PublishReader::isOfParquet).isPresent()) {
      file.problem(
          "format",
          "'format.compression' of csv must be none or gzip, which every reader unpacks. Found: '"
              + packed.name().toLowerCase(Locale.ROOT)
              + "'.");
    }
    return isFiles()
        ? Optional.of(new ExportSpec(type, header, compression, keep))
        : Optional.empty();
  }

  private static boolean isOfParquet(ExportSpec.Compression compression) {
    return compression == ExportSpec.Compression.SNAPPY
        || compression == ExportSpec.Compression.ZSTD;
  }

  private PublishSpec.Mode mode(Fields fields, PublishSpec.Mode otherwise) {
    var mode = fields.choice("mode", otherwise);
    if (isFiles() && mode == PublishSpec.Mode.UPSERT && fields.has("mode")) {
      fields.problem(
          "mode",
          "'mode' of files cannot be upsert, because files are never changed. Valid are: swap,"
              + " append.");
    }
    return mode;
  }

  private Optional<Destination> to(Fields file) {
    Optional<Fields> to =
        file.requiredFields("to", "It says the kind and the connection: to: {mysql: warehouse}.");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = to.get();
    if (fields.names().size() != 1) {
      file.problem("to", "'to' must hold one kind and its connection, such as {mysql: warehouse}.");
      return Optional.empty();
    }
    Optional<Destination> destination = Optional.empty();
    for (Map.Entry<String, Function<String, Destination>> kind : KINDS.entrySet()) {
      destination = destination.or(() -> connection(fields, kind.getKey()).map(kind.getValue()));
    }
    fields.end();
    return destination;
  }

  private Optional<String> connection(Fields fields, String kind) {
    Optional<String> connection = fields.has(kind) ? fields.required(kind) : fields.text(kind);
    connection.ifPresent(
        name -> NameRules.check(name, "a connection", fields.origin(kind), problems));
    return connection;
  }

  private PublishSpec.Table table(
      String key, Fields all, PublishSpec.Mode mode, PublishSpec.Deletes deletes) {
    Fields fields = all.fieldsOrEmpty(key);
    NameRules.check(key, "a publication", all.origin(key), problems);
    TableName from = from(fields, key);
    String table = fields.text("table", key);
    NameRules.checkTarget(
        table, fields.has("table") ? fields.origin("table") : all.origin(key), problems);
    var tableMode = mode(fields, mode);
    var tableDeletes = fields.choice("deletes", deletes);
    Fields guard = fields.fieldsOrEmpty("guard");
    var maxDelete = Quantities.limit(guard, "max_delete");
    PublishSpec.Ddl asked = guard.choice("ddl", PublishSpec.Ddl.ADDITIVE);
    Optional<PublishSpec.Ddl> ddl = guard.has("ddl") ? Optional.of(asked) : Optional.empty();
    guard.end();
    Optional<List<String>> keys =
        fields.has("keys") ? Optional.of(NameRules.keys(fields)) : Optional.empty();
    Map<String, String> types = fields.textMap("types");
    List<List<String>> indexes = fields.textLists("indexes");
    TableLayout layout = layout(fields);
    for (String only : ONLY.keySet()) {
      if (fields.has(only) && kind.filter(k -> !ONLY.get(only).contains(k)).isPresent()) {
        fields.problem(
            only,
            "'"
                + only
                + "' is for "
                + String.join(" and ", ONLY.get(only))
                + ", not for "
                + kind.get()
                + ". Remove it.");
      }
    }
    Optional<String> export = fields.text("export");
    if (export.filter(name -> !name.matches("[\\p{L}_][^.]*\\.[^.]+")).isPresent()) {
      fields.problem(
          "export",
          "'export' must name an export as <file below publish/>.<table>. Found: '"
              + export.get()
              + "'.");
    }
    if (export.isPresent() && fields.has("from")) {
      fields.problem("from", "'from' is that of the export where one is registered. Remove it.");
    }
    fields.end();
    return new PublishSpec.Table(
        key,
        from,
        table,
        tableMode,
        tableDeletes,
        new PublishSpec.Guard(maxDelete, ddl),
        keys,
        types,
        indexes,
        layout,
        export,
        all.origin(key));
  }

  private static TableLayout layout(Fields fields) {
    return new TableLayout(
        fields.text("distkey"),
        NameRules.names(fields, "sortkey"),
        fields.textMap("encode"),
        NameRules.names(fields, "partition_by"),
        fields.has("max_file_size")
            ? Optional.of(Quantities.size(fields, "max_file_size", 0))
            : Optional.empty());
  }

  private TableName from(Fields fields, String key) {
    String text = fields.text("from", "gold." + key);
    String[] parts = text.split("\\.", -1);
    if (parts.length != 2 || !(parts[0].equals("gold") || parts[0].equals("silver"))) {
      fields.problem("from", "'from' must name a table as gold.<name>. Found: '" + text + "'.");
      return TableName.gold(key);
    }
    return new TableName(parts[0], parts[1]);
  }
}
