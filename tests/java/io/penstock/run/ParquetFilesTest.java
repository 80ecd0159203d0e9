package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.StepResult;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each Parquet file is held against the contract on its own, as those of other formats are. */
class ParquetFilesTest {
  private static final String DECLARED =
      """
      schema:
        columns:
          id: {type: bigint}
          qty: {type: bigint}
      """;

  @TempDir private Path root;

  private Trial trial(String more) {
    return new Trial(root)
        .file(
            "sources/a.yml",
            "source: {type: files, path: ../data}\nformat: {type: parquet}\n" + more);
  }

  /** One file with the rows of a query. */
  private void parquet(String name, String sql) {
    Path target = root.resolve("data").resolve(name);
    Path folder = root.resolve("making");
    TestSpark.session()
        .sql(sql)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(folder.toUri().toString());
    try (Stream<Path> files = Files.list(folder)) {
      Path made =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      Files.move(made, target);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void filesOfSeveralTypesAreOneTable() {
    Trial trial = trial(DECLARED);
    parquet("a.parquet", "SELECT 1L AS id, 5L AS qty");
    parquet("b.parquet", "SELECT 2L AS id, explode(array(7.0D, 8.5D)) AS qty");
    parquet("c.parquet", "SELECT array(3L) AS id, '9' AS qty");

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.status()).hasToString("done");
    assertThat(step.checks().toString()).contains("value_fits_its_type, action=rescue");
    assertThat(trial.query("SELECT id, qty, _rescued FROM bronze.a ORDER BY id, qty"))
        .containsExactly(
            "[null,9,{\"id\":\"[3]\"}]", "[1,5,null]", "[2,null,{\"qty\":\"8.5\"}]", "[2,7,null]");
  }

  @Test
  void oneThatBreaksTheContractIsNamedAndLeavesTheOthersAlone() throws IOException {
    Trial trial = trial(DECLARED);
    parquet("good.parquet", "SELECT 1L AS id, 5L AS qty");
    parquet("lacks.parquet", "SELECT 2L AS id");
    Files.write(root.resolve("data/empty.parquet"), new byte[0]);
    Files.write(root.resolve("data/text.parquet"), "id,qty\n1,2\n".getBytes());
    nanoseconds(root.resolve("data/nanos.parquet"));

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.error().orElseThrow())
        .contains("lacks.parquet': it does not have the declared columns [qty]")
        .contains("empty.parquet': it is no Parquet file. Found: it is empty")
        .contains("text.parquet': it is no Parquet file")
        .contains("nanos.parquet': Spark has no type for its column 'at'");
    assertThat(trial.lake().exists(Trial.table("bronze.a"))).isFalse();

    trial = trial(DECLARED + "on_bad_file: quarantine\n");
    step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.status()).hasToString("done");
    assertThat(step.counts().quarantined()).isEqualTo(4);
    assertThat(trial.query("SELECT id, qty FROM bronze.a")).containsExactly("[1,5]");
    assertThat(trial.query("SELECT count(DISTINCT _source_file) FROM quarantine.bronze_a"))
        .containsExactly("[4]");
  }

  @Test
  void aTextThatIsNoneKeepsItsFileApartUnlessItsBytesAreWanted() {
    Trial trial = trial("on_bad_file: quarantine\n");
    String bytes = "CAST(X'FF41' AS STRING)";
    parquet("good.parquet", "SELECT 1L AS id, 'ü' AS t, named_struct('l', array('x')) AS n");
    parquet("flat.parquet", "SELECT 2L AS id, " + bytes + " AS t, named_struct('l', array('x')) n");
    parquet("deep.parquet", "SELECT 3L AS id, 'x' t, named_struct('l', array(" + bytes + ")) AS n");

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.status()).hasToString("done");
    assertThat(trial.query("SELECT id, t FROM bronze.a")).containsExactly("[1,ü]");
    assertThat(trial.query("SELECT _reason FROM quarantine.bronze_a ORDER BY _source_file"))
        .hasSize(2)
        .satisfies(reasons -> assertThat(reasons.get(0)).contains("its column 'n'"))
        .satisfies(
            reasons -> assertThat(reasons.get(1)).contains("its column 't'").contains("1 of its"));

    trial =
        trial("schema: {columns: {id: {type: bigint}, t: {type: binary}}}\n")
            .file("environments/local.yml", "lake: " + root.resolve("other").toUri() + "\n");
    root.resolve("data/deep.parquet").toFile().delete();
    assertThat(Trial.step(trial.run(), "bronze.a").status()).hasToString("done");
    assertThat(trial.query("SELECT id, hex(t) FROM bronze.a ORDER BY id"))
        .containsExactly("[1,C3BC]", "[2,FF41]");
  }

  @Test
  void aPageThatIsNotWhatItsChecksumSaysKeepsItsFileApart() throws IOException {
    Trial trial = trial("on_bad_file: quarantine\n");
    parquet("good.parquet", "SELECT 1L AS id");
    Path flipped = root.resolve("data/flipped.parquet");
    decimals(flipped);
    byte[] content = Files.readAllBytes(flipped);
    int text = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("PAYLOAD");
    content[text] ^= 1;
    Files.write(flipped, content);

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.status()).hasToString("done");
    assertThat(trial.query("SELECT _reason FROM quarantine.bronze_a").toString())
        .contains("pages are damaged")
        .contains("CRC");
  }

  @Test
  void whatTheFastReaderDoesNotKnowIsReadByTheOther() throws IOException {
    Trial trial = trial("");
    parquet("1.parquet", "SELECT CAST(1.25 AS DECIMAL(10,2)) AS amount, 'a' AS name");
    decimals(root.resolve("data/2.parquet"));

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.error()).isEmpty();
    assertThat(trial.query("SELECT amount, name FROM bronze.a ORDER BY amount"))
        .containsExactly("[1.25,a]", "[2.50,PAYLOAD]");
  }

  @Test
  void aReplacedFileTakesItsRowsAlongWhateverItIsCalled() {
    Trial trial = trial(DECLARED);
    for (String name : new String[] {"daily orders.parquet", "[a]{b}%20+ü.parquet"}) {
      parquet(name, "SELECT 1L AS id, 5L AS qty");
    }
    trial.run();
    for (String name : new String[] {"daily orders.parquet", "[a]{b}%20+ü.parquet"}) {
      parquet(name, "SELECT 2L AS id, 6L AS qty UNION ALL SELECT 3L, 7L");
    }

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.status()).hasToString("done");
    assertThat(trial.query("SELECT id, count(*) FROM bronze.a GROUP BY id ORDER BY id"))
        .containsExactly("[2,2]", "[3,2]");
  }

  @Test
  void undeclaredColumnsHaveTheNamesAndTheTypesOfTheirFiles() {
    Trial trial = trial("");
    parquet("1.parquet", "SELECT 1 AS `Order ID`, named_struct('X', 1) AS inner");
    trial.run();
    parquet("2.parquet", "SELECT 2 AS `Order ID`, named_struct('X', 2) AS inner, 2.50 AS Price");

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.detail()).contains("drift: new columns price");
    assertThat(trial.query("SELECT order_id, inner.X, price FROM bronze.a ORDER BY order_id"))
        .containsExactly("[1,1,null]", "[2,2,2.50]");
  }

  @Test
  void oneWithDamagedPagesIsNamedAndLeavesTheOthersAlone() throws IOException {
    Trial trial = trial(DECLARED);
    parquet("good.parquet", "SELECT id, id AS qty FROM range(1000)");
    parquet("bad.parquet", "SELECT id, id * 7919 AS qty FROM range(1000, 3000)");
    Path bad = root.resolve("data/bad.parquet");
    byte[] bytes = Files.readAllBytes(bad);
    // Behind the first bytes are pages; their ends, which Spark looks at first, are at the end.
    Arrays.fill(bytes, 200, 2000, (byte) 0x5A);
    Files.write(bad, bytes);

    StepResult step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.error().orElseThrow()).contains("bad.parquet").doesNotContain("Exception");
    assertThat(trial.lake().exists(Trial.table("bronze.a"))).isFalse();

    trial = trial(DECLARED + "on_bad_file: quarantine\n");
    step = Trial.step(trial.run(), "bronze.a");

    assertThat(step.error()).isEmpty();
    assertThat(step.counts().quarantined()).isEqualTo(1);
    assertThat(trial.query("SELECT count(*), sum(qty) FROM bronze.a"))
        .containsExactly("[1000,499500]");
    assertThat(trial.query("SELECT _source_file LIKE '%bad.parquet' FROM quarantine.bronze_a"))
        .containsExactly("[true]");
  }

  private static void nanoseconds(Path file) throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message m { required int64 id; required int64 at (TIMESTAMP(NANOS,true)); }");
    SimpleGroup row = new SimpleGroup(type);
    row.add("id", 1L);
    row.add("at", 1L);
    write(file, type, row);
  }

  /** A decimal as bytes of any length, with which Spark's fast reader does not get on. */
  private static void decimals(Path file) throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType(
            "message m { required binary amount (DECIMAL(10,2)); required binary name (STRING); }");
    SimpleGroup row = new SimpleGroup(type);
    row.add("amount", Binary.fromConstantByteArray(new byte[] {0, (byte) 250}));
    row.add("name", "PAYLOAD");
    write(file, type, row);
  }

  private static void write(Path file, MessageType type, SimpleGroup row) throws IOException {
    try (ParquetWriter<org.apache.parquet.example.data.Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .withType(type)
            .build()) {
      writer.write(row);
    }
  }
}
