package io.penstock.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.plan.Refresh;
import io.penstock.run.PreparedRun;
import io.penstock.run.RunRequest;
import io.penstock.spec.Problems;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that have changed since they were pinned, and what is made of them. */
class DriftTest {
  @TempDir private Path root;

  private Trial trial(String contract) {
    return new Trial(root)
        .file(
            "sources/a.yml",
            "source: {type: files, path: ../data}\nformat: {type: csv}\nschema:\n  columns: {id:"
                + " {type: int}, region: {type: string}, price: {type: 'decimal(9,2)'}}\n"
                + contract)
        .file("silver/s.sql", "SELECT id, upper(region) AS area, price FROM bronze.a\n")
        .file("silver/s.yml", "keys: [id]\n")
        .file("gold/g.sql", "SELECT area, sum(price) AS total FROM silver.s GROUP BY area\n")
        .file("gold/g.yml", "keys: [area]\n")
        .file("publish/w.yml", "to: {files: exports}\nformat: {type: csv}\ntables: {g: {}}\n");
  }

  /** As plan and run look. */
  private static List<String> beside(Trial trial) {
    return trial.look(
        context -> {
          PreparedRun run =
              PreparedRun.of(context, RunRequest.of(List.of(), Refresh.AS_NEEDED), new Problems());
          return new DriftReport("p", "local", Drifts.of(context, run)).changes();
        });
  }

  private static Drifts.Found look(Trial trial) {
    Problems problems = new Problems();
    Drifts.Found found = trial.look(context -> Drifts.of(context, problems));
    assertThat(problems.all()).isEmpty();
    return found;
  }

  @Test
  void whatIsAsItWasIsNoDrift() {
    Trial trial = trial("");
    trial.data("1.csv", "id,region,price\n1,EU,2.50\n");
    assertThat(look(trial).drifts()).isEmpty();
  }

  @Test
  void changesAreNamedWithWhatIsMadeOfThem() throws Exception {
    Trial trial = trial("  on_missing_column: 'null'\n");
    trial.data("1.csv", "id,region,price\n1,EU,2.50\n");
    trial.data("2.csv", "id,price,regions,since\n1,a lot,x,2020-01-01\n2,much,y,2020-01-02\n");
    Drifts.Found found = look(trial);
    assertThat(found.isForbidden()).isFalse();
    assertThat(new DriftReport("p", "local", found).lines())
        .contains(
            "bronze.a: column region may be called regions now (a guess)",
            "bronze.a: column since is new (date)",
            "bronze.a: column price was decimal(9,2) and is string",
            "  touches silver.s.area",
            "  touches rows of gold.g",
            "  touches gold.g.total",
            "  touches publish.w.g.total",
            "3 changes since the sources of 'p' were pinned; a run takes them.");

    JsonNode json = new ObjectMapper().readTree(new DriftReport("p", "local", found).json());
    assertThat(json.get("status").asText()).isEqualTo("drifted");
    assertThat(json.at("/drifts/0/guess").asBoolean()).isTrue();
    assertThat(new DriftReport("p", "local", found).markdown())
        .contains("| `bronze.a` | column since is new (date) | takes it |");
  }

  @Test
  void whatAContractForbidsIsSaid() {
    Trial trial = trial("  on_new_column: fail\n");
    trial.data("1.csv", "id,region,price,more\n1,EU,2.50,x\n");
    Drifts.Found found = look(trial);
    assertThat(found.isForbidden()).isTrue();
    assertThat(new DriftReport("p", "local", found).lines())
        .containsExactly(
            "bronze.a: column more is new (string): refused",
            "1 change since the sources of 'p' were pinned; 1 refused by a contract.");
  }

  @Test
  void aRunSaysWhatHasChangedOfWhatItIsAboutToRead() throws Exception {
    Trial trial = trial("");
    Files.delete(trial.folder().resolve("publish/w.yml"));
    trial.data("1.csv", "id,region,price,more\n1,EU,2.50,x\n");
    // It has not been read before, so it cannot have changed since.
    assertThat(beside(trial)).isEmpty();
    assertThat(trial.run("land", "bronze").succeeded()).isTrue();
    assertThat(beside(trial)).isEmpty();
    trial.data("2.csv", "id,region,price,more,since\n2,EU,2.50,x,2020-01-01\n");
    assertThat(beside(trial)).containsExactly("bronze.a: column since is new (date)");
    assertThat(trial.run("land", "bronze").succeeded()).isTrue();
    assertThat(beside(trial)).isEmpty();
  }

  @Test
  void whatNeedNotBeThereIsGoneWhenNoFileHasIt() {
    Trial trial = trial("  on_missing_column: 'null'\n");
    trial.data("1.csv", "id,region,price\n1,EU,2.50\n");
    trial.data("2.csv", "id,price\n1,2.50\n");
    assertThat(look(trial).drifts()).isEmpty();
    trial.data("1.csv", "id,price\n1,2.50\n");
    assertThat(look(trial).drifts())
        .extracting(Drift::sentence)
        .containsExactly("column region is gone (string)");
  }

  @Test
  void parquetIsHeldAgainstItsOwnTypes() {
    Trial trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                "source: {type: files, path: ../data}\nformat: {type: parquet}\nschema:\n  columns:"
                    + " {id: {type: bigint}, n: {type: bigint}, region: {type: string}}\n");
    TestSpark.session()
        .sql("SELECT 1 AS id, 'x' AS n, 'EU' AS regions")
        .write()
        .parquet(root.resolve("data/p").toUri().toString());
    assertThat(look(trial).drifts())
        .extracting(Drift::sentence)
        .containsExactlyInAnyOrder(
            "column region may be called regions now (a guess)",
            "column n was bigint and is string");
  }

  @Test
  void manyTablesThatNobodyReadsAreOneLine() {
    List<Drift> drifts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      drifts.add(SchemaComparison.drift("sources/s.yml", Drift.Kind.TABLE_ADDED, "", "", "t" + i));
    }
    assertThat(new DriftReport("p", "local", new Drifts.Found(drifts, List.of())).changes())
        .containsExactly(
            "sources/s.yml: tables t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11 and 8 more are"
                + " not named by any source");
  }
}
