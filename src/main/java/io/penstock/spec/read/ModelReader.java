package io.penstock.spec.read;

import io.penstock.spec.Expectation;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.Problems;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.TableName;
import io.penstock.spec.yaml.Fields;
import io.penstock.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code silver/*.yml} and {@code gold/*.yml}, each with the SQL file beside it. */
final class ModelReader {
  private enum Refresh {
    FULL,
    INCREMENTAL
  }

  private enum ApplyAs {
    APPEND,
    UPSERT,
    OVERWRITE,
    HISTORY
  }

  private final String name;
  private final Optional<ModelCode.Sql> sql;
  private final Problems problems;

  /**
   * @param sql the text of the SQL file of the same name, if there is one
   */
  ModelReader(String name, Optional<ModelCode.Sql> sql, Problems problems) {
    this.name = name;
    this.sql = sql;
    this.problems = problems;
  }

  Optional<SilverSpec> silver(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    String description = file.text("description", "");
    Optional<ModelCode> code = code(file, "silver");
    List<String> keys = NameRules.keys(file);
    SilverSpec.Apply apply = apply(file, keys);
    Map<String, String> parameters = parameters(file);
    List<Expectation> rules = expectations(file, Expectation.Action.QUARANTINE);
    file.end();
    return code.map(
        c ->
            new SilverSpec(
                TableName.silver(name),
                description,
                c,
                keys,
                apply,
                parameters,
                rules,
                tree.origin()));
  }

  Optional<GoldSpec> gold(Yaml.Mapping tree) {
    Fields file = new Fields(tree, "", problems);
    String description = file.text("description", "");
    Optional<ModelCode> code = code(file, "gold");
    List<String> keys = NameRules.keys(file);
    if (file.choice("refresh", Refresh.FULL) == Refresh.INCREMENTAL) {
      file.problem(
          "refresh",
          "'refresh: incremental' is not available yet. Use 'refresh: full': unchanged rows are not"
              + " rewritten anyway.");
    }
    Map<String, String> parameters = parameters(file);
    List<Expectation> rules = expectations(file, Expectation.Action.WARN);
    for (Expectation rule : rules) {
      if (rule.otherwise() == Expectation.Action.QUARANTINE
          || rule.otherwise() == Expectation.Action.DROP) {
        problems.add(
            rule.at(),
            "a gold rule cannot quarantine or drop rows because a total would silently change. Use"
                + " 'else: warn' or 'else: fail', or put the rule on the silver model.");
      }
    }
    file.end();
    return code.map(
        c ->
            new GoldSpec(
                TableName.gold(name), description, c, keys, parameters, rules, tree.origin()));
  }

  private Optional<ModelCode> code(Fields file, String layer) {
    Optional<String> java = file.text("java");
    if (java.isPresent() && sql.isPresent()) {
      file.problem(
          "java", "the model has both a Java class and " + sql.get().at() + ". Keep one of them.");
    }
    if (java.isPresent()) {
      return Optional.of(new ModelCode.JavaClass(java.get(), file.origin("java")));
    }
    if (sql.isEmpty()) {
      problems.add(
          new Origin(layer + "/" + name + ".yml", 0),
          "there is no "
              + layer
              + "/"
              + name
              + ".sql beside it. Write the SELECT there, or name a class"
              + " with 'java: …'.");
    }
    return sql.map(s -> s);
  }

  private Map<String, String> parameters(Fields file) {
    Map<String, String> parameters = file.textMap("parameters");
    file.fields("parameters")
        .ifPresent(
            each ->
                each.names()
                    .forEach(p -> NameRules.check(p, "a parameter", each.origin(p), problems)));
    return parameters;
  }

  private SilverSpec.Apply apply(Fields file, List<String> keys) {
    Fields fields = file.fieldsOrEmpty("apply");
    ApplyAs as = fields.choice("as", keys.isEmpty() ? ApplyAs.APPEND : ApplyAs.UPSERT);
    List<String> orderBy = fields.texts("order_by");
    Optional<String> deleteWhen = fields.text("delete_when");
    if (deleteWhen.isPresent() && as != ApplyAs.UPSERT && as != ApplyAs.HISTORY) {
      fields.problem(
          "delete_when",
          "'apply.delete_when' removes the row of the same keys, and 'as: "
              + as.name().toLowerCase(Locale.ROOT)
              + "' knows none. Give 'keys' and use upsert, or leave it out.");
    }
    Optional<String> validFrom = fields.text("valid_from");
    if (validFrom.isPresent() && as != ApplyAs.HISTORY) {
      fields.problem(
          "valid_from",
          "'apply.valid_from' is for as: history, whose rows are valid from one time to another."
              + " Leave it out.");
    }
    if (as == ApplyAs.HISTORY && orderBy.isEmpty()) {
      fields.problem(
          "as",
          "'apply.as: history' needs 'order_by': the column that says which of two rows of a key is"
              + " the later one, such as updated_at, or _seq of a log of changes.");
    }
    fields.end();
    if ((as == ApplyAs.UPSERT || as == ApplyAs.HISTORY) && keys.isEmpty()) {
      fields.problem(
          "as",
          "'apply.as: "
              + as.name().toLowerCase(Locale.ROOT)
              + "' needs 'keys' to know which row to replace.");
    }
    SilverSpec.Mode mode =
        switch (as) {
          case APPEND -> SilverSpec.Mode.APPEND;
          case OVERWRITE -> SilverSpec.Mode.OVERWRITE;
          case HISTORY -> SilverSpec.Mode.HISTORY;
          default -> SilverSpec.Mode.UPSERT;
        };
    return new SilverSpec.Apply(mode, orderBy, deleteWhen, validFrom);
  }

  private List<Expectation> expectations(Fields file, Expectation.Action otherwise) {
    List<Expectation> all = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Fields fields : file.fieldsList("expect")) {
      Optional<String> rule = fields.required("name");
      Optional<String> that = fields.required("that");
      var action = fields.choice("else", otherwise);
      var limit = Quantities.limit(fields, "fail_above");
      var onNull = fields.choice("on_null", Expectation.OnNull.VIOLATE);
      fields.end();
      if (rule.isPresent() && !names.add(rule.get())) {
        fields.problem("name", "the rule '" + rule.get() + "' is there twice. Rename one.");
      }
      if (rule.isPresent() && that.isPresent()) {
        all.add(
            new Expectation(rule.get(), that.get(), action, limit, onNull, fields.origin("that")));
      }
    }
    return all;
  }
}
