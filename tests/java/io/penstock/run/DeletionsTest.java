package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.plan.Refresh;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are there to remove the row of their key. */
class DeletionsTest {
  @TempDir private Path root;
  private Trial trial;

  @BeforeEach
  void begin() {
    trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                "source: {type: files, path: ../data}\nformat: {type: csv}\nschema: {columns: {id:"
                    + " {type: int}, v: {type: string}, op: {type: string}, n: {type: int}}}\n")
            .file("silver/a.sql", "SELECT id, v, op, n FROM bronze.a\n")
            .file(
                "silver/a.yml",
                "keys: [id]\napply: {as: upsert, order_by: [n], delete_when: \"op = 'D'\"}\n"
                    + "expect: [{name: has_value, that: v IS NOT NULL, else: quarantine}]\n")
            .file("gold/g.sql", "SELECT id, v FROM silver.a\n")
            .file("gold/g.yml", "keys: [id]\n");
  }

  private StepResult silver() {
    StepResult step = Trial.step(trial.run(), "silver.a");
    assertThat(step.error()).isEmpty();
    return step;
  }

  @Test
  void theLastRowOfAKeySaysWhetherThereIsOne() {
    trial.data("1.csv", "id,v,op,n\n1,a,I,1\n1,,D,2\n2,b,I,1\n3,,D,1\n3,c,I,2\n4,,I,1\n");

    StepResult first = silver();

    assertThat(first.counts().read()).isEqualTo(6);
    assertThat(first.counts().written()).isEqualTo(2);
    assertThat(first.counts().filtered()).as("the deletion of 1").isEqualTo(1);
    assertThat(first.counts().deduplicated()).isEqualTo(2);
    assertThat(first.counts().quarantined()).as("no value, and no deletion").isEqualTo(1);
    assertThat(trial.query("SELECT id, v FROM gold.g ORDER BY id"))
        .containsExactly("[2,b]", "[3,c]");

    trial.data("2.csv", "id,v,op,n\n2,,D,3\n9,,D,1\n3,cc,U,3\n5,e,I,1\n");
    StepResult second = silver();

    assertThat(second.counts().deleted()).isEqualTo(1);
    assertThat(second.counts().filtered()).isEqualTo(2);
    assertThat(second.counts().updated()).isEqualTo(1);
    assertThat(second.counts().written()).isEqualTo(1);
    assertThat(trial.query("SELECT id, v FROM gold.g ORDER BY id"))
        .containsExactly("[3,cc]", "[5,e]");

    trial.data("3.csv", "id,v,op,n\n3,,D,1\n2,again,I,9\n");
    assertThat(silver().counts().deleted()).as("older than the row that is there").isZero();
    trial.run(Refresh.FULL);
    assertThat(trial.query("SELECT id, v FROM gold.g ORDER BY id"))
        .containsExactly("[2,again]", "[3,cc]", "[5,e]");
  }
}
