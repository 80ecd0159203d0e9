package io.penstock.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.spec.Problems;
import io.penstock.testing.Trial;
import java.nio.file.Path;
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
}
