package io.penstock.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.spec.ModelCode;
import io.penstock.spec.SpecException;
import io.penstock.spec.read.TestingFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
  @TempDir Path path;
  private TestingFolder folder;

  @BeforeEach
  void open() {
    folder = new TestingFolder(path.resolve("p")).source("sales");
  }

  private ResolvedPipeline resolve(String environment) {
    return Resolver.resolve(
        folder.read(environment),
        folder.problems(),
        new NoSurroundings() {
          @Override
          public List<String> inputs(ModelCode.JavaClass code) {
            if (code.name().equals("x.Missing")) {
              throw new SpecException("there is no class 'x.Missing'.");
            }
            return List.of("Bronze.Sales");
          }
        });
  }

  private List<String> wrong() {
    resolve("local");
    return folder.said();
  }

  @Test
  void stepsComeAfterWhatTheyRead() {
    folder
        .file("gold/a.sql", "SELECT * FROM gold.b")
        .file("gold/b.sql", "SELECT * FROM SILVER.Sales")
        .file("silver/sales.yml", "{java: x.Model, keys: [a]}")
        .file("publish/w.yml", "to: {mysql: w}\ntables: {a: {}, s: {from: silver.sales}}\n");
    var steps = resolve("local").steps();
    assertThat(folder.said()).isEmpty();
    assertThat(steps)
        .map(Step::name)
        .containsExactly(
            "land.sales",
            "bronze.sales",
            "silver.sales",
            "gold.b",
            "publish.w.s",
            "gold.a",
            "publish.w.a");
  }

  @Test
  void aSourceInCapitalsIsReadByItsModel() {
    folder.source("Orders").file("silver/o.sql", "SELECT * FROM bronze.Orders");
    var steps = resolve("local").steps().stream().map(Step::name).toList();
    assertThat(steps.indexOf("silver.o")).isGreaterThan(steps.indexOf("bronze.orders"));
    assertThat(steps).contains("bronze.orders");
  }

  @Test
  void danglingReferencesNameTheNearestTable() {
    folder
        .file("silver/sales.sql", "SELECT *\nFROM bronze.sale")
        .file("gold/a.sql", "SELECT * FROM sales")
        .file("publish/w.yml", "to: {mysql: w}\ntables:\n  b: {from: gold.aa}\n");
    assertThat(wrong())
        .containsExactly(
            "gold/a.sql:1: there is no table 'sales' in this pipeline. Did you mean 'silver.sales'?",
            "publish/w.yml:3: there is no table 'gold.aa' to publish. Did you mean 'gold.a'?",
            "silver/sales.sql:2: there is no table 'bronze.sale' in this pipeline. Did you mean"
                + " 'bronze.sales'?");
  }

  @Test
  void whatReadsABrokenSourceIsNotBlamed() {
    folder
        .file("sources/broken.yml", "source: {type: http}\nformat: {type: csv}\n")
        .file("silver/sales.sql", "SELECT * FROM bronze.broken");
    assertThat(wrong()).containsExactly("sources/broken.yml:1: the key 'source.url' is missing.");
  }

  @Test
  void silverDoesNotReadGold() {
    folder
        .file("silver/s.sql", "SELECT * FROM gold.g")
        .file("gold/g.sql", "SELECT * FROM bronze.sales");
    assertThat(wrong())
        .containsExactly(
            "silver/s.sql:1: 'silver.s' cannot read 'gold.g' because data flows from bronze to silver to"
                + " gold. Read from bronze or silver.");
  }

  @Test
  void everyCycleIsNamedAsAPath() {
    folder
        .file("gold/a.sql", "SELECT * FROM gold.b")
        .file("gold/b.sql", "SELECT * FROM gold.c")
        .file("gold/c.sql", "SELECT * FROM gold.a")
        .file("gold/d.sql", "SELECT * FROM gold.d");
    assertThat(wrong())
        .containsExactly(
            "gold/a.sql: the models read each other in a circle: gold.a → gold.b → gold.c → gold.a. Take"
                + " one of these references out.",
            "gold/d.sql: the models read each other in a circle: gold.d → gold.d. Take one of these"
                + " references out.");
  }

  @Test
  void appendNeedsRowsThatComeOneByOne() {
    folder
        .file("silver/a.sql", "SELECT count(*) FROM bronze.sales")
        .file("silver/b.sql", "SELECT upper(x) FROM bronze.sales")
        .file("silver/c.yml", "java: x.Model\napply: {as: append}\n");
    assertThat(wrong())
        .hasSize(2)
        .satisfiesExactly(
            s ->
                assertThat(s)
                    .startsWith("silver/a.yml: 'apply.as: append' needs a SELECT in which"),
            s -> assertThat(s).startsWith("silver/c.yml:1: 'apply.as: append' needs a SELECT"));
  }

  @Test
  void twoPublicationsToOneTableAreRefusedAcrossFiles() {
    folder
        .file("gold/a.sql", "SELECT * FROM bronze.sales")
        .file("publish/v.yml", "to: {mysql: w}\ntables:\n  a: {}\n  b: {from: gold.a, table: A}\n")
        .file("publish/w.yml", "to: {mysql: w}\ntables:\n  a: {}\n")
        .file("publish/x.yml", "to: {mysql: other}\ntables:\n  a: {}\n");
    assertThat(wrong())
        .containsExactly(
            "publish/v.yml:4: two publications go to the table 'A'; the other is at publish/v.yml:3. Give"
                + " one of them another 'table'.",
            "publish/w.yml:3: two publications go to the table 'a'; the other is at publish/v.yml:3. Give"
                + " one of them another 'table'.");
  }

  @Test
  void aModelThatReadsNothingIsSaidBesideOtherProblems() {
    folder
        .file("gold/a.sql", "SELECT 1 AS x")
        .file("gold/b.sql", "SELECT * FRM x")
        .file("gold/c.yml", "java: x.Missing\n");
    assertThat(wrong())
        .hasSize(3)
        .satisfiesExactly(
            s -> assertThat(s).startsWith("gold/a.sql: the model reads no table"),
            s -> assertThat(s).startsWith("gold/b.sql:1: the SQL cannot be read: "),
            s -> assertThat(s).isEqualTo("gold/c.yml:1: there is no class 'x.Missing'."));
  }

  @Test
  void aConnectionThatTheEnvironmentDoesNotHaveNamesTheNearest() {
    folder
        .file("gold/a.sql", "SELECT * FROM bronze.sales")
        .file("environments/dev.yml", "lake: s3a://x\nconnections: {warehouse: {url: env://U}}\n")
        .file("publish/w.yml", "tables: {a: {}}\nto: {mysql: warehose}\n");
    resolve("dev");
    assertThat(folder.said())
        .containsExactly(
            "publish/w.yml:2: there is no connection 'warehose' in environments/dev.yml. Did you mean"
                + " 'warehouse'?");
  }
}
