package io.penstock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.BadRecords;
import io.penstock.spec.ColumnSpec;
import io.penstock.spec.Expectation;
import io.penstock.spec.FormatSpec;
import io.penstock.spec.GoldSpec;
import io.penstock.spec.ModelCode;
import io.penstock.spec.Origin;
import io.penstock.spec.PublishSpec;
import io.penstock.spec.SecretText;
import io.penstock.spec.SilverSpec;
import io.penstock.spec.SourceLocation;
import io.penstock.spec.SourceSpec;
import io.penstock.spec.TableName;
import io.penstock.spec.Unpack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The digests that deployed tables bear. One that changes here rebuilds them all: give a new key of
 * a spec to {@link Canonical#unless} instead. Those of the first versions were computed by them.
 */
class DefinitionLiteralsTest {
  private static final Origin AT = new Origin("x.yml", 1);
  private static final SourceLocation HTTP =
      new SourceLocation.Http(
          new SecretText("https://example.org/a.zip"),
          Map.of(),
          Unpack.ZIP,
          Optional.empty(),
          Duration.ofSeconds(5),
          3,
          9);
  private static final SourceLocation FILES =
      new SourceLocation.Files(
          "/data", Optional.empty(), List.of(), Unpack.NONE, 9, Optional.empty());
  private static final List<ColumnSpec> COLUMNS =
      List.of(
          new ColumnSpec("id", "bigint", Optional.of("Order ID"), Optional.empty()),
          new ColumnSpec("day", "date", Optional.empty(), Optional.of("M/d/yyyy")));
  private static final List<Expectation> RULES =
      List.of(
          new Expectation(
              "r",
              "id > 0",
              Expectation.Action.QUARANTINE,
              Optional.empty(),
              Expectation.OnNull.VIOLATE,
              AT));

  /** A definition, and its literals: from now on, and in the first versions. */
  record Pinned(String name, Definition definition, String digest, String former) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Pinned> pinned() {
    return List.of(
        new Pinned(
            "landing of http",
            Definitions.landing(source(HTTP, FormatSpec.Csv.standard(), Optional.empty())),
            "2:ad0fe22948242e3c8d998676a4cde782",
            "ddf8a8e69d56967c"),
        new Pinned(
            "landing of files",
            Definitions.landing(source(FILES, FormatSpec.Csv.standard(), Optional.empty())),
            "2:4f0e42d14386ec9cc519312c966cecd8",
            "a7e9c0826863fb32"),
        new Pinned(
            "csv with columns",
            Definitions.of(source(HTTP, FormatSpec.Csv.standard(), Optional.of(COLUMNS))),
            "2:c9bd7ab324b01992a9fbd39deea98265",
            "5dab65a3029eabb2"),
        new Pinned(
            "json",
            Definitions.of(source(FILES, new FormatSpec.Json(true, "UTF-8"), Optional.empty())),
            "2:325d5bbeee2839515eda9a8490165d34",
            "01082ff3eb632bf9"),
        new Pinned(
            "parquet",
            Definitions.of(source(FILES, new FormatSpec.Parquet(), Optional.empty())),
            "2:060e75ceb7f5dc156d3344c78cdfa142",
            "aa265d381fa68596"),
        new Pinned(
            "silver of sql",
            Definitions.of(
                new SilverSpec(
                    TableName.silver("s"),
                    "d",
                    new ModelCode.Sql("SELECT * FROM bronze.s\n", AT),
                    List.of("id"),
                    new SilverSpec.Apply(SilverSpec.Mode.UPSERT, List.of("day")),
                    Map.of("p", "1", "a", "2"),
                    RULES,
                    AT)),
            "2:4b1d4fc57e00173b1d933cadc3226468",
            "c9095febfcf3d9cc"),
        new Pinned(
            "silver of a class",
            Definitions.of(
                new SilverSpec(
                    TableName.silver("s"),
                    "d",
                    new ModelCode.JavaClass("com.acme.M", AT),
                    List.of(),
                    new SilverSpec.Apply(SilverSpec.Mode.APPEND, List.of()),
                    Map.of(),
                    List.of(),
                    AT)),
            "2:0bb4ab53acadf241e977dc68ec78bd0d",
            "359cc2f60adff721"),
        new Pinned(
            "gold",
            Definitions.of(
                new GoldSpec(
                    TableName.gold("g"),
                    "d",
                    new ModelCode.Sql("SELECT 1", AT),
                    List.of("id"),
                    Map.of(),
                    RULES,
                    AT)),
            "2:b8bd2b8d9368a3175ee1a90453664b6c",
            "3cfa2f9dd1987829"),
        new Pinned(
            "publication",
            Definitions.of(
                new PublishSpec.Table(
                    "g",
                    TableName.gold("g"),
                    "t",
                    PublishSpec.Mode.SWAP,
                    PublishSpec.Deletes.NONE,
                    new PublishSpec.Guard(Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    Map.of("a", "int", "b", "text"),
                    List.of(List.of("a", "b")),
                    AT),
                List.of("id"),
                Optional.empty()),
            "2:b451849183e6029321d1bbc09e86814c",
            "30a9b57b062f90c3"));
  }

  private static SourceSpec source(
      SourceLocation location, FormatSpec format, Optional<List<ColumnSpec>> columns) {
    return new SourceSpec(
        "s",
        "d",
        location,
        format,
        new SourceSpec.Contract(
            columns,
            SourceSpec.OnNewColumn.RESCUE,
            SourceSpec.OnMissingColumn.NULL,
            SourceSpec.OnBadValue.RESCUE,
            BadRecords.usual()),
        SourceSpec.OnOverwrittenFile.REINGEST,
        SourceSpec.OnBadFile.FAIL,
        AT);
  }

  @ParameterizedTest
  @MethodSource("pinned")
  void aDigestStaysWhatItIs(Pinned pinned) {
    assertThat(pinned.definition().digest()).isEqualTo(pinned.digest());
    assertThat(pinned.definition().matches(pinned.former())).isTrue();
    assertThat(pinned.definition().matches("another")).isFalse();
  }
}
