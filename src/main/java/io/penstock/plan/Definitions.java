package io.penstock.plan;

import io.penstock.spec.ColumnSpec;
import io.penstock.spec.CsvRows;
import io.penstock.spec.Expectation;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.ModelSpec;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableLayout;
import io.penstock.spec.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What computes a step's rows. When it changes, rows computed before may be wrong, and the step
 * computes them anew. Descriptions and limits are not part of it.
 */
public final class Definitions {
  private Definitions() {}

  /** Of what a landed file is: unpacked in another way, the same bytes are other files. */
  public static Definition landing(SourceSpec source) {
    Canonical canonical =
        new Canonical()
            .with("type", source.location().type())
            .with("unpack", word(source.location().unpack()));
    return new Definition(canonical.digest("landing"), Set.of(FormerDefinitions.landing(source)));
  }

  public static Definition of(SourceSpec source) {
    Canonical canonical =
        new Canonical()
            .with("format", format(source.format()))
            .with("unpack", word(source.location().unpack()))
            .with("on_new_column", word(source.contract().onNewColumn()))
            .with("on_missing_column", word(source.contract().onMissingColumn()))
            .unless(List.of(), "partition_columns", source.location().partitionColumns())
            .unless(
                List.of(),
                "columns",
                source
                    .contract()
                    .columns()
                    .map(all -> all.stream().map(Definitions::column).toList())
                    .orElse(List.of()));
    return new Definition(canonical.digest("bronze"), Set.of(FormerDefinitions.of(source)));
  }

  private static Map<String, Object> format(FormatSpec format) {
    return format.accept(new FormatSettings(new Canonical().with("type", format.type()))).map();
  }

  /** The settings of a format, each under the name that the user gives it. */
  private record FormatSettings(Canonical canonical) implements FormatSpec.Kinds<Canonical> {
    @Override
    public Canonical csv(FormatSpec.Csv csv) {
      TextStyle texts = csv.texts();
      CsvRows rows = csv.rows();
      canonical
          .with("header", csv.header())
          .with("header_rows", csv.headerRows())
          .with("skip_rows", csv.skipRows())
          .with("delimiter", csv.delimiter())
          .with("quote", csv.quote())
          .with("escape", csv.escape())
          .with("encoding", csv.encoding())
          .with("null_value", texts.nulls().size() == 1 ? texts.nulls().get(0) : texts.nulls());
      // Those that came later count where somebody says them: else every table would be another.
      String said =
          texts.hasUsualNumbers() && texts.hasUsualBooleans() && rows.equals(CsvRows.ALL)
              ? ""
              : List.of(texts, rows).toString();
      return said.isEmpty() ? canonical : canonical.with("written", said);
    }

    @Override
    public Canonical json(FormatSpec.Json json) {
      return canonical
          .with("lines", json.lines())
          .with("encoding", json.encoding())
          .unless("", "explode", json.explode());
    }

    @Override
    public Canonical parquet(FormatSpec.Parquet parquet) {
      return canonical;
    }
  }

  private static Map<String, Object> column(ColumnSpec column) {
    Canonical canonical = new Canonical().with("name", column.name()).with("type", column.type());
    column.from().ifPresent(from -> canonical.with("from", from));
    column.pattern().ifPresent(pattern -> canonical.with("pattern", pattern));
    return canonical.map();
  }

  public static Definition of(ModelSpec model) {
    Canonical canonical =
        new Canonical()
            .with("keys", model.keys())
            .with("parameters", new TreeMap<>(model.parameters()));
    model
        .code()
        .accept(
            new ModelCode.Kinds<Canonical>() {
              @Override
              public Canonical sql(ModelCode.Sql code) {
                return canonical.with("sql", code.text().strip());
              }

              @Override
              public Canonical javaClass(ModelCode.JavaClass code) {
                return canonical.with("java", code.name());
              }
            });
    String layer = "gold";
    if (model instanceof SilverSpec silver) {
      layer = "silver";
      canonical
          .with("apply", word(silver.apply().as()))
          .with("order_by", silver.apply().orderBy())
          .unless("", "delete_when", silver.apply().deleteWhen().orElse(""))
          .unless("", "valid_from", silver.apply().validFrom().orElse(""))
          .with("expect", silver.expectations().stream().map(Definitions::rule).toList());
    }
    return new Definition(canonical.digest(layer), Set.of(FormerDefinitions.of(model)));
  }

  private static Map<String, Object> rule(Expectation rule) {
    return new Canonical()
        .with("name", rule.name())
        .with("that", rule.that())
        .with("else", word(rule.otherwise()))
        .with("on_null", word(rule.onNull()))
        .map();
  }

  /**
   * @param export of the files that are registered, which are others when they are made otherwise
   */
  public static Definition of(
      PublishSpec.Table table, List<String> keys, Optional<Definition> export) {
    Canonical canonical =
        new Canonical()
            .with("table", table.table())
            .with("keys", keys)
            .with("types", new TreeMap<>(table.types()))
            .with("indexes", table.indexes())
            .unless(List.of(), "layout", layout(table.layout()))
            .unless("", "export", export.map(Definition::digest).orElse(""));
    return new Definition(canonical.digest("publish"), Set.of(FormerDefinitions.of(table, keys)));
  }

  private static List<Object> layout(TableLayout layout) {
    return layout.equals(TableLayout.NONE)
        ? List.of()
        : List.of(
            layout.distkey().orElse(""),
            layout.sortkey(),
            new TreeMap<>(layout.encode()),
            layout.partitionBy());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
