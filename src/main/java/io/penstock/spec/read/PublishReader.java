package io.penstock.spec.read;

import io.penstock.spec.Destination;
import io.penstock.spec.Problems;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.TableName;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code publish/*.yml}. */
final class PublishReader {
  private static final Map<String, Function<String, Destination>> KINDS =
      Map.of(Destination.MySql.KIND, Destination.MySql::new);

  /** Kinds that are to come. */
  private static final List<String> LATER = List.of("redshift", "files");

  private final String name;
  private final Problems problems;

  PublishReader(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  Optional<PublishSpec> read(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    file.text("description");
    Optional<Destination> to = to(file);
    Fields defaults = file.fieldsOrEmpty("defaults");
    var mode = defaults.choice("mode", PublishSpec.Mode.SWAP);
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
    return to.map(t -> new PublishSpec(name, t, tables, file.origin("to")));
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
    for (String kind : LATER) {
      connection(fields, kind)
          .ifPresent(
              name ->
                  fields.problem(
                      kind, "publishing to " + kind + " is not available yet. Use {mysql: …}."));
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
    var tableMode = fields.choice("mode", mode);
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
        all.origin(key));
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
