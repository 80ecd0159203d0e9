package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.lake.TableComment;
import io.penstock.spec.TableName;
import io.penstock.testing.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables under a path say what they are, and nobody who reads them notices. */
class TableCommentTest {
  @TempDir private Path root;

  @Test
  void descriptionsAreWrittenAndNothingFollows() {
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n")
            .file("silver/s.sql", "SELECT id, n FROM bronze.a\n")
            .file("silver/s.yml", "keys: [id]\n")
            .file("gold/g.sql", "SELECT sum(n) AS n FROM silver.s\n");
    for (int run = 1; run <= 3; run++) {
      trial.data(run + ".csv", "id,n\n" + run + ",10\n");
      assertThat(trial.run().succeeded()).isTrue();
      assertThat(trial.query("SELECT n FROM gold.g")).containsExactly("[" + run * 10 + "]");
      for (String name : List.of("bronze.a", "silver.s", "gold.g")) {
        TableName table = Trial.table(name);
        new TableComment(trial.lake().forStep(), table).put("it's \\ " + name);
        assertThat(trial.lake().place(table).description()).contains("it's \\ " + name);
      }
      assertThat(trial.plan()).allMatch(step -> step.contains(": SKIP"));
    }
    assertThat(trial.query("SELECT id FROM silver.s ORDER BY id"))
        .containsExactly("[1]", "[2]", "[3]");
  }
}
