package io.penstock.plan;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The digests of the first versions of Penstock, which hashed what Java prints of a record. They
 * are spelled out here as they were, so that what has become of the records since changes nothing.
 */
final class FormerDefinitions {
  private FormerDefinitions() {}

  static String landing(SourceSpec source) {
    return digest(
        source.location().type().equals("http") ? "Http" : "Files",
        source.location().unpack().name());
  }

  static String of(SourceSpec source) {
    return digest(
        format(source.format()),
        source.location().unpack().name(),
        source
            .contract()
            .columns()
            .map(all -> all.stream().map(FormerDefinitions::column).toList().toString())
            .orElse("inferred"),
        source.contract().onNewColumn().name(),
        source.contract().onMissingColumn().name());
  }

  private static String format(FormatSpec format) {
    if (format instanceof FormatSpec.Csv csv) {
      return record(
          "Csv",
          "header",
          csv.header(),
          "headerRows",
          csv.headerRows(),
          "skipRows",
          csv.skipRows(),
          "delimiter",
          csv.delimiter(),
          "quote",
          csv.quote(),
          "escape",
          csv.escape(),
          "encoding",
          csv.encoding(),
          "nullValue",
          String.join(",", csv.texts().nulls()));
    }
    return format instanceof FormatSpec.Json json
        ? record("Json", "lines", json.lines(), "encoding", json.encoding())
        : "Parquet[]";
  }

  private static String column(ColumnSpec column) {
    return record(
        "ColumnSpec",
        "name",
        column.name(),
        "type",
        column.type(),
        "from",
        optional(column.from()),
        "pattern",
        optional(column.pattern()));
  }

  static String of(ModelSpec model) {
    String code =
        model.code() instanceof ModelCode.Sql sql
            ? sql.text().strip()
            : ((ModelCode.JavaClass) model.code()).name();
    return digest(
        code, model.keys().toString(), new TreeMap<>(model.parameters()).toString(), rest(model));
  }

  private static String rest(ModelSpec model) {
    if (model instanceof GoldSpec) {
      return "";
    }
    SilverSpec silver = (SilverSpec) model;
    List<String> rules =
        silver.expectations().stream()
            .map(
                e ->
                    e.name()
                        + "|"
                        + e.that()
                        + "|"
                        + e.otherwise().name()
                        + "|"
                        + e.onNull().name())
            .toList();
    return record("Apply", "as", silver.apply().as().name(), "orderBy", silver.apply().orderBy())
        + "|"
        + rules;
  }

  static String of(PublishSpec.Table table, List<String> keys) {
    return digest(
        table.table(),
        keys.toString(),
        new TreeMap<>(table.types()).toString(),
        table.indexes().toString());
  }

  private static String record(String name, Object... fields) {
    StringJoiner all = new StringJoiner(", ", name + "[", "]");
    for (int i = 0; i < fields.length; i += 2) {
      all.add(fields[i] + "=" + fields[i + 1]);
    }
    return all.toString();
  }

  private static String optional(Optional<String> value) {
    return value.map(there -> "Optional[" + there + "]").orElse("Optional.empty");
  }

  private static String digest(String... parts) {
    return Canonical.sha256(String.join("\0", parts) + "\0").substring(0, 16);
  }
}
