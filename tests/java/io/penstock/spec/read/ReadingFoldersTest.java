package io.penstock.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.spec.SourceLocation;
import io.penstock.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingFoldersTest {
  @TempDir Path path;
  private TestingFolder folder;

  @BeforeEach
  void open() {
    folder = new TestingFolder(path.resolve("p"));
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsPlaceAndTheNearestName() {
    folder
        .file(
            "sources/a.yml",
            """
            source:
              type: files
              pth: /x
            format: {type: csv, heder: true}
            schema:
              columns:
                a: {typ: int}
              on_new_column: addd
            """)
        .file("silver/a.yml", "keyss: [a]\n")
        .file("gold/b.yml", "java: x.Y\nrefresh: [full]\n");

    assertThat(folder.wrong())
        .containsExactly(
            "gold/b.yml:2: 'refresh' must be one of full, incremental. Found: a list.",
            "silver/a.yml: there is no silver/a.sql beside it. Write the SELECT there, or name a class"
                + " with 'java: …'.",
            "silver/a.yml:1: unknown key 'keyss'. Did you mean 'keys'?",
            "sources/a.yml:2: the key 'source.path' is missing.",
            "sources/a.yml:3: unknown key 'source.pth'. Did you mean 'path'?",
            "sources/a.yml:4: unknown key 'format.heder'. Did you mean 'header'?",
            "sources/a.yml:7: the key 'schema.columns.a.type' is missing.",
            "sources/a.yml:7: unknown key 'schema.columns.a.typ'. Did you mean 'type'?",
            "sources/a.yml:8: 'schema.on_new_column' cannot be 'addd'. Valid are: add, rescue, fail.");
  }

  @Test
  void nothingBehindAKeyIsSaidAndNotTakenForNothingWritten() {
    folder.file("sources/a.yml", "source:\nformat:\nschema: {columns: {a: }}\n");
    assertThat(folder.wrong())
        .containsExactly(
            "sources/a.yml:1: 'source' is empty. It says where the data lies.",
            "sources/a.yml:2: 'format' is empty. It says csv, json or parquet.",
            "sources/a.yml:3: 'schema.columns.a' is empty. Say its type, such as {type: string}.");
  }

  @Test
  void duplicateKeysSecondDocumentsAndWhatIsNotYamlAreRefused() {
    folder
        .source("ok")
        .file("silver/a.yml", "keys: [a]\nkeys: [b]\n")
        .file("silver/a.sql", "SELECT 1")
        .file("silver/b.yml", "keys: [a]\n---\nkeys: [b]\n")
        .file("silver/c.yml", "keys: [a\n")
        .file("silver/d.yml", "apply:\n\tas: append\n")
        .file("silver/e.yml", "- a\n")
        .file("silver/f.yml", new byte[] {'a', ':', ' ', (byte) 0xff, '\n'});
    assertThat(folder.wrong())
        .hasSize(6)
        .satisfiesExactly(
            s -> assertThat(s).startsWith("silver/a.yml:2: the key 'keys' is given twice."),
            s -> assertThat(s).startsWith("silver/b.yml:3: the file holds a second document."),
            s -> assertThat(s).startsWith("silver/c.yml:2: this is not YAML: "),
            s -> assertThat(s).startsWith("silver/d.yml:2: this is not YAML: "),
            s -> assertThat(s).startsWith("silver/e.yml:1: the file must hold keys and values."),
            s -> assertThat(s).startsWith("silver/f.yml: the file is not UTF-8 text."));
  }

  @Test
  void emptyFilesAndByteOrderMarksAreFine() {
    folder
        .source("a")
        .file("pipeline.yml", "")
        .file("silver/a.yml", "# nothing\n")
        .file("silver/a.sql", "\uFEFFSELECT * FROM bronze.a")
        .file("gold/b.yml", "\uFEFFkeys: [a]\n")
        .file("gold/b.sql", "SELECT a FROM silver.a");
    var spec = folder.read("local");
    assertThat(folder.said()).isEmpty();
    assertThat(spec.silver().get(0).code().toString()).doesNotContain("\uFEFF");
    assertThat(spec.gold().get(0).keys()).containsExactly("a");
  }

  @Test
  void anAliasInsideOfItselfAndDeepNestingAreRefused() {
    folder
        .file("silver/a.yml", "keys: &x [*x]\n")
        .file("silver/a.sql", "SELECT 1")
        .file("gold/b.yml", "keys: " + "[".repeat(100_000));
    assertThat(folder.wrong())
        .hasSize(2)
        .satisfiesExactly(
            s -> assertThat(s).startsWith("gold/b.yml"),
            s -> assertThat(s).startsWith("silver/a.yml:1: an alias may not stand inside"));
  }

  @Test
  void namesAreCheckedWhereverTheyBecomeTables() {
    folder
        .source("a'b")
        .source("good")
        .file("silver/Sales.sql", "SELECT 1")
        .file("silver/sales.sql", "SELECT 1")
        .file(
            "publish/w.yml",
            "to: {mysql: \"w'h\"}\ntables:\n  t: {table: \"a`b\"}\n  \"x y\": {table: z}\n")
        .file(
            "sources/c.yml",
            "source: {type: files, path: /x}\nformat: {type: csv}\n"
                + "schema: {columns: {\"a'b\": {type: int}, _x: {type: int}}}\n");
    assertThat(folder.wrong())
        .anyMatch(s -> s.startsWith("publish/w.yml:1: a connection cannot be named 'w'h'"))
        .anyMatch(s -> s.startsWith("publish/w.yml:3: a table of the target cannot be named 'a`b'"))
        .anyMatch(s -> s.startsWith("publish/w.yml:4: a publication cannot be named 'x y'"))
        .anyMatch(s -> s.startsWith("sources/a'b.yml: a file of sources cannot be named"))
        .anyMatch(s -> s.startsWith("sources/c.yml:3: a column cannot be named 'a'b'"))
        .anyMatch(s -> s.startsWith("sources/c.yml:3: a column cannot be named '_x'"))
        .anyMatch(s -> s.startsWith("silver/sales.yml: 'sales' and 'Sales' are one name"))
        .hasSize(7);
  }

  @Test
  void aModelHasEitherSqlOrJava() {
    folder
        .source("a")
        .file("gold/a.yml", "java: x.Y\n")
        .file("gold/a.sql", "SELECT 1")
        .file("gold/b.yml", "keys: [a]\n");
    assertThat(folder.wrong())
        .containsExactly(
            "gold/a.yml:1: the model has both a Java class and gold/a.sql. Keep one of them.",
            "gold/b.yml: there is no gold/b.sql beside it. Write the SELECT there, or name a class with"
                + " 'java: …'.");
  }

  @Test
  void whatIsNotAvailableYetSaysSo() {
    folder.file("gold/a.yml", "refresh: incremental\n").file("gold/a.sql", "SELECT 1");
    assertThat(folder.wrong()).hasSize(1).allMatch(s -> s.contains("is not available yet. Use "));
  }

  @Test
  void aHistoryNeedsKeysAndAnOrderAndNobodyElseATime() {
    folder
        .file("silver/a.yml", "apply: {as: history}\n")
        .file("silver/a.sql", "SELECT 1")
        .file("silver/b.yml", "keys: [b]\napply: {as: upsert, valid_from: t}\n")
        .file("silver/b.sql", "SELECT 1");
    assertThat(folder.wrong())
        .hasSize(3)
        .anyMatch(s -> s.contains("needs 'order_by'"))
        .anyMatch(s -> s.contains("'apply.as: history' needs 'keys'"))
        .anyMatch(s -> s.contains("'apply.valid_from' is for as: history"));
  }

  @Test
  void aKeyOfAnotherKindOfTargetIsRefused() {
    folder
        .file("gold/a.sql", "SELECT 1")
        .file(
            "publish/r.yml", "to: {redshift: r}\ntables: {a: {indexes: [[x]], partition_by: x}}\n")
        .file("publish/w.yml", "to: {mysql: w}\nkeep: 3\ntables: {a: {distkey: x}}\n")
        .file(
            "publish/f.yml",
            "to: {files: f}\nformat: {compression: snappy}\ndefaults: {mode: upsert}\ntables: {a: {}}\n")
        .file("publish/off.yml", "enabled: false\nto: {mysql: w}\ntables: {a: {}}\n");
    assertThat(folder.wrong())
        .containsExactlyInAnyOrder(
            "publish/r.yml:2: 'indexes' is for mysql, not for redshift. Remove it.",
            "publish/r.yml:2: 'partition_by' is for files, not for redshift. Remove it.",
            "publish/w.yml:2: 'keep' is for files, as in to: {files: exports}. Remove it.",
            "publish/w.yml:3: 'distkey' is for redshift, not for mysql. Remove it.",
            "publish/f.yml:2: 'format.compression' of csv must be none or gzip, which every reader"
                + " unpacks. Found: 'snappy'.",
            "publish/f.yml:3: 'mode' of files cannot be upsert, because files are never changed."
                + " Valid are: swap, append.");
  }

  @Test
  void strayFilesAndFoldersAreSaid() {
    folder.source("a").file("source/b.yml", "").file("gold/x.yaml", "").file("pipeline.yaml", "");
    assertThat(folder.wrong())
        .containsExactly(
            "gold/x.yaml: nothing reads this file, because files of gold end in .yml or .sql. Rename or"
                + " remove it.",
            "pipeline.yaml: the file must be named pipeline.yml. Rename it.",
            "source: unknown folder 'source'. Did you mean 'sources'?");
  }

  @Test
  void aFolderThatIsNoPipelineIsRefused() {
    assertThatThrownBy(() -> folder.read("local"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("there is no such folder");
    folder.file("x/readme.txt", "hello");
    assertThatThrownBy(() -> folder.read("local"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("is not a pipeline");
  }

  @Test
  void sqlThatIsNotUtf8IsSaid() {
    folder.source("a").file("gold/a.sql", "SELECT 'é'".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(folder.wrong()).anyMatch(s -> s.startsWith("gold/a.sql: the file cannot be read"));
  }

  @Test
  void nullWithoutQuotesIsTheWordForMissingColumns() {
    folder.file(
        "sources/a.yml",
        "source: {type: files, path: /x}\nformat: {type: csv}\nschema: {on_missing_column: null}\n");
    assertThat(folder.read("local").sources().get(0).contract().onMissingColumn().name())
        .isEqualTo("NULL");
    assertThat(folder.said()).isEmpty();
  }

  @Test
  void variablesUseEachOtherInAnyOrderAndSeeTheEnvironment() {
    folder
        .file(
            "pipeline.yml", "variables: {url: \"${base}/x\", base: \"http://${host}\", host: a}\n")
        .file("environments/local.yml", "variables: {host: b, tries: 3}\n")
        .file(
            "sources/a.yml",
            "source: {type: http, url: \"${url}\", attempts: \"${tries}\", headers: {a: \"$${b}\"}}\n"
                + "format: {type: csv}\n");
    var http = (SourceLocation.Http) folder.read("local").sources().get(0).location();
    assertThat(folder.said()).isEmpty();
    assertThat(http.url().written()).isEqualTo("http://b/x");
    assertThat(http.attempts()).isEqualTo(3);
    assertThat(http.headers().get("a").written()).isEqualTo("${b}");
  }

  @Test
  void anUnknownVariableIsOneProblem() {
    folder
        .file("pipeline.yml", "variables: {sales_url: http://x}\n")
        .file(
            "sources/a.yml",
            "source:\n  type: http\n  url: \"${sale_url}\"\n  include: \"${x\"\nformat: {type: csv}\n");
    assertThat(folder.wrong())
        .containsExactly(
            "sources/a.yml:3: the variable '${sale_url}' is not defined. Did you mean 'sales_url'?"
                + " Variables are defined under 'variables' in the environment file or in pipeline.yml.",
            "sources/a.yml:4: a variable is not closed. Write ${name}, or $${ for a literal ${.",
            "sources/a.yml:4: unknown key 'source.include'. Valid are: attempts, headers, max_unpacked,"
                + " sha256, timeout, type, unpack, url.");
  }

  @Test
  void variablesInACircleAreSaidOnce() {
    folder
        .source("a")
        .file("pipeline.yml", "variables:\n  a: \"${b}\"\n  b: \"${a}\"\n  c: \"${a}\"\n");
    assertThat(folder.wrong())
        .containsExactly(
            "pipeline.yml:2: the variables use each other in a circle: a → b → a. Give one of them a"
                + " value of its own.");
  }

  @Test
  void theEnvironmentLiesOverTheFileAndTheFileOverTheDefaults() {
    folder
        .file(
            "pipeline.yml",
            "defaults:\n  sources: {on_bad_file: quarantine, source: {unpack: zip, max_unpacked: 1GB}}\n")
        .file("environments/local.yml", "sources: {a: {source: {path: /over}}}\n")
        .file(
            "sources/a.yml",
            "source: {type: files, path: /x, unpack: gzip}\nformat: {type: csv}\n");
    var source = folder.read("local").sources().get(0);
    var files = (SourceLocation.Files) source.location();
    assertThat(folder.said()).isEmpty();
    assertThat(files.path()).isEqualTo("/over");
    assertThat(files.unpack().name()).isEqualTo("GZIP");
    assertThat(files.maxUnpackedBytes()).isEqualTo(1L << 30);
    assertThat(source.onBadFile().name()).isEqualTo("QUARANTINE");
  }

  @Test
  void anOverlayOfAnotherTypeTakesThePlaceOfTheWholeMapping() {
    folder
        .file(
            "sources/a.yml",
            "source: {type: http, url: 'https://x/y.zip', headers: {A: b}, unpack: zip}\n"
                + "format: {type: csv}\n")
        .file(
            "environments/local.yml",
            "sources: {a: {source: {type: files, path: /x}, format: {type: csv}}}\n");
    var source = folder.read("local").sources().get(0);
    assertThat(folder.said()).isEmpty();
    assertThat(((SourceLocation.Files) source.location()).path()).isEqualTo("/x");
    assertThat(((SourceLocation.Files) source.location()).unpack().name()).isEqualTo("NONE");
  }

  @Test
  void whatTheCallerInsistsOnWinsOverTheFiles() {
    folder
        .source("a")
        .file(
            "environments/prod.yml", "lake: '${root}'\nvariables: {root: s3://a, b: '${root}'}\n");
    var environment =
        PipelineReader.readWith(
                folder.path(), "prod", Map.of("root", "s3://mine"), folder.problems())
            .environment();
    assertThat(folder.said()).isEmpty();
    assertThat(environment.lake()).contains("s3://mine");
  }

  @Test
  void overlaysThatLieOverNothingAreSaid() {
    folder
        .source("sales")
        .file("environments/local.yml", "sources:\n  sale: {on_bad_file: fail}\n  sales: 5\n");
    assertThat(folder.wrong())
        .containsExactly(
            "environments/local.yml:2: there is no sources/sale.yml to lay this over. Did you mean"
                + " 'sales'?",
            "environments/local.yml:3: 'sources.sales' must be a mapping. Found: a whole number.");
  }

  @Test
  void anUnknownEnvironmentNamesTheNearest() {
    folder.source("a").file("environments/prod.yml", "lake: s3a://x\n");
    assertThatThrownBy(() -> folder.read("prd", Map.of()))
        .isInstanceOf(SpecException.class)
        .hasMessage("environments/prd.yml: there is no environment 'prd'. Did you mean 'prod'?");
  }
}
