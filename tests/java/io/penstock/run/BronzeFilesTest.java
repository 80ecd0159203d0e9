package io.penstock.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.ops.Counts;
import io.penstock.ops.FaultPoint;
import io.penstock.testing.TestSpark;
import io.penstock.testing.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come: damaged, empty, of another shape, in other formats. */
class BronzeFilesTest {
  private static final String SOURCE =
      """
      source: {type: files, path: ../data}
      format: {type: csv}
      schema:
        columns:
          id: {type: bigint}
          amount: {type: "decimal(9,2)"}
      """;

  @TempDir private Path root;

  private Trial trial(String more) {
    return new Trial(root).file("sources/a.yml", SOURCE + more);
  }

  @Test
  void emptyAndHeaderOnlyFilesGiveNoRows() {
    RunResult result =
        trial("")
            .data("empty.csv", "")
            .data("header.csv", "id,amount\n")
            .data("one.csv", "id,amount\n1,2.50\n")
            .run();

    assertThat(result.exitStatus()).isZero();
    assertThat(Trial.step(result, "bronze.a").counts()).isEqualTo(Counts.written(1));
  }

  @Test
  void aChangedFileTakesThePlaceOfItsOwnRowsAmongThoseOfManyFiles() {
    Trial trial = trial("");
    for (int i = 10; i < 26; i++) {
      trial.data("f" + i + ".csv", "id,amount\n" + i + ",1\n" + (100 + i) + ",2\n");
    }
    trial.run();

    RunResult next = trial.data("f13.csv", "id,amount\n13,9\n").run();

    assertThat(next.exitStatus()).as(next.toString()).isZero();
    assertThat(Trial.step(next, "bronze.a").counts()).isEqualTo(Counts.written(1));
    assertThat(trial.query("SELECT count(*), sum(amount) FROM bronze.a"))
        .containsExactly("[31,54.00]");
  }

  @Test
  void aFileOfMoreColumnsThanATableMayHaveIsRefused() {
    String wide =
        java.util.stream.IntStream.rangeClosed(0, io.penstock.spec.ColumnSpec.MOST)
            .mapToObj(i -> "c" + i)
            .collect(java.util.stream.Collectors.joining(","));

    RunResult declared = trial("").data("wide.csv", wide + "\n").run();
    assertThat(declared.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(declared, "bronze.a").error().orElseThrow())
        .contains("wide.csv': it has more columns than a table may have, at least 10001");

    Trial inferred =
        new Trial(root)
            .file("sources/a.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n");
    assertThat(Trial.step(inferred.run(), "bronze.a").error().orElseThrow())
        .contains("because it has more than a table may have. Found: 10001, of at most 10000.");
  }

  @Test
  void aNewColumnIsAddedAndReportedAsDrift() {
    Trial trial = trial("").data("1.csv", "id,amount\n1,2.50\n");
    trial.run();
    RunResult next = trial.data("2.csv", "id,amount,Note Text\n2,3,hello\n").run();

    assertThat(Trial.step(next, "bronze.a").detail()).contains("drift: new columns note_text");
    assertThat(trial.query("SELECT id, amount, note_text FROM bronze.a ORDER BY id"))
        .containsExactly("[1,2.50,null]", "[2,3.00,hello]");
  }

  @Test
  void aNewColumnIsRescuedOrRefusedIfTheContractSaysSo() {
    Trial trial =
        trial("  on_new_column: rescue\n").data("1.csv", "id,amount,note\n1,2.50,hello\n");
    trial.run();
    assertThat(trial.query("SELECT id, _rescued FROM bronze.a"))
        .containsExactly("[1,{\"note\":\"hello\"}]");

    trial
        .file("sources/a.yml", SOURCE + "  on_new_column: fail\n")
        .data("2.csv", "id,amount,x\n1,2,3\n");
    RunResult refused = trial.run();
    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "bronze.a").error().orElseThrow()).contains("[note]");
  }

  @Test
  void aMissingColumnIsRefusedAndTheTableIsAsItWas() {
    Trial trial = trial("").data("1.csv", "id,amount\n1,2.50\n");
    trial.run();
    RunResult refused = trial.data("2.csv", "id,total\n2,3\n").run();

    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "bronze.a").error().orElseThrow())
        .contains("2.csv")
        .contains("[amount]");
    assertThat(trial.query("SELECT count(*) FROM bronze.a")).containsExactly("[1]");
  }

  @Test
  void aFileThatBreaksTheContractGoesToQuarantineIfTheSourceSaysSo() {
    Trial trial =
        trial("on_bad_file: quarantine\n")
            .data("1.csv", "id,amount\n1,2.50\n")
            .data("2.csv", "id;amount\n2;3\n");

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isZero();
    assertThat(Trial.step(result, "bronze.a").counts())
        .isEqualTo(new Counts(2, 1, 0, 0, 0, 1, 0, 0));
    assertThat(trial.query("SELECT _rules, _source_file LIKE '%2.csv' FROM quarantine.bronze_a"))
        .containsExactly("[ArraySeq(unreadable_file),true]");
  }

  @Test
  void columnsAreInferredFromTheFilesWhoseHeaderIsOneIfOthersMayBeLeftOut() {
    String source = "source: {type: files, path: ../data}\nformat: {type: csv}\n";
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", source)
            .data("1.csv", "<html>\n<body>Sign in</body>\n")
            .data("2.csv", "id;amount\n2;3\n")
            .data("3.csv", "id,amount\n1,2.5e0\n2,12345678901234567\n");
    assertThat(Trial.step(trial.run(), "bronze.a").error().orElseThrow())
        .contains("1.csv")
        .contains("a page of HTML");

    RunResult result = trial.file("sources/a.yml", source + "on_bad_file: quarantine\n").run();

    assertThat(result.exitStatus()).isZero();
    assertThat(Trial.step(result, "bronze.a").counts().quarantined()).isEqualTo(2);
    assertThat(trial.query("SELECT id, amount FROM bronze.a ORDER BY id"))
        .containsExactly("[1,2.5e0]", "[2,12345678901234567]");

    trial.data("4.csv", "id,amount\n3,\n");
    new Trial(root).data("5.csv", "id,amount\n1234567890123456789012,x\n").run();
    assertThat(trial.query("SELECT id, _rescued FROM bronze.a WHERE amount = 'x'"))
        .containsExactly("[null,{\"id\":\"1234567890123456789012\"}]");
  }

  @Test
  void aTruncatedGzipIsRefusedOrKeptUpToWhereItBreaks() throws IOException {
    StringBuilder text = new StringBuilder("id,amount\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(',').append(i * 7919L % 100_000).append(".25\n");
    }
    byte[] whole = gzip(text.toString());
    Trial trial = trial("").data("1.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    RunResult refused = trial.run();
    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "bronze.a").error().orElseThrow()).contains("1.csv.gz");

    RunResult kept = trial.file("sources/a.yml", SOURCE + "on_bad_file: quarantine\n").run();
    Counts counts = Trial.step(kept, "bronze.a").counts();
    assertThat(kept.exitStatus()).isZero();
    assertThat(counts.quarantined()).isEqualTo(1);
    assertThat(counts.written()).isBetween(1_000L, 49_000L);
    assertThat(counts.balanced()).isTrue();

    trial.data("1.csv.gz", whole);
    assertThat(Trial.step(trial.run(), "bronze.a").counts()).isEqualTo(Counts.written(50_000));
    assertThat(trial.query("SELECT count(*), count(DISTINCT id) FROM bronze.a"))
        .containsExactly("[50000,50000]");
  }

  @Test
  void allMembersOfAPackedFileAreReadAndWhatIsNoneIsSaid() throws IOException {
    byte[] one = gzip("id,amount\n1,1.00\n2,2.00\n");
    byte[] two = gzip("3,3.00\n");
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    Trial trial = trial("on_bad_file: quarantine\n").data("both.csv.gz", both);

    assertThat(Trial.step(trial.run(), "bronze.a").counts()).isEqualTo(Counts.written(3));

    // To the JDK's own stream a second member that is damaged at its beginning is the end.
    both[one.length] = 'x';
    RunResult damaged = trial.data("damaged.csv.gz", both).run();
    assertThat(Trial.step(damaged, "bronze.a").counts())
        .isEqualTo(new Counts(3, 2, 0, 0, 0, 1, 0, 0));
    assertThat(trial.query("SELECT _reason FROM quarantine.bronze_a").get(0))
        .contains("damaged.csv.gz", "something else follows its data");
  }

  @Test
  void aPackedFileThatCannotBeUnpackedStandsInNobodysWay() throws IOException {
    String text = "id,amount\n" + "1,2.25\n7,8.50\n".repeat(30_000);
    byte[] whole = gzip(text);
    String source = "source: {type: files, path: ../data, unpack: gzip}\nformat: {type: csv}\n";
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", source + "on_bad_file: quarantine\n")
            .data("1.csv.gz", Arrays.copyOf(whole, whole.length - 9))
            .data("2.csv.gz", gzip("id,amount\n5,6.00\n"));

    RunResult result = trial.run();

    assertThat(result.exitStatus()).as(result.toString()).isZero();
    assertThat(Trial.step(result, "land.a").detail())
        .endsWith("1 cannot be unpacked and landed as they are, such as '1.csv.gz'");
    assertThat(Trial.step(result, "bronze.a").counts().quarantined()).isEqualTo(1);
    assertThat(trial.query("SELECT count(*) FROM bronze.a WHERE id = 5")).containsExactly("[1]");
    assertThat(trial.query("SELECT _source_file FROM quarantine.bronze_a").get(0))
        .contains("1.csv.gz");
    assertThat(Trial.step(trial.run(), "bronze.a").status()).hasToString("skipped");

    trial.data("1.csv.gz", whole);
    assertThat(trial.run().exitStatus()).isZero();
    assertThat(trial.query("SELECT count(*) FROM bronze.a")).containsExactly("[60001]");
    assertThat(trial.query("SELECT count(*) FROM quarantine.bronze_a")).containsExactly("[0]");

    RunResult strict =
        trial
            .file("sources/a.yml", source)
            .data("3.csv.gz", Arrays.copyOf(whole, whole.length - 9))
            .run();
    assertThat(strict.exitStatus()).isEqualTo(1);
    assertThat(Trial.step(strict, "land.a").error().orElseThrow()).contains("3.csv.gz");
  }

  @Test
  void aFileOfWhichNothingCanBeReadPinsNoColumns() throws IOException {
    byte[] whole = gzip("id,amount\n1,2.50\n2,3.25\n");
    Trial trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                "source: {type: files, path: ../data, unpack: gzip}\nformat: {type: csv}\n"
                    + "on_bad_file: quarantine\n")
            .data("1.csv.gz", Arrays.copyOf(whole, 12));
    RunResult nothing = trial.run();
    assertThat(nothing.exitStatus()).as(nothing.toString()).isZero();
    assertThat(Trial.step(nothing, "bronze.a").counts().quarantined()).isEqualTo(1);

    RunResult next = trial.data("2.csv.gz", whole).run();

    assertThat(next.exitStatus()).as(next.toString()).isZero();
    assertThat(trial.query("SELECT typeof(id), sum(id) FROM bronze.a GROUP BY 1"))
        .containsExactly("[bigint,3]");
  }

  @Test
  void aFileThatChangesAfterItLandedIsNotTakenForABadOne() {
    Trial trial = trial("on_bad_file: quarantine\n").data("1.csv", "id,amount\n1,1.00\n");
    FaultPoint.listen(
        point -> {
          if (point.equals("after-list")) {
            trial.data("1.csv", "id,amount\n1,1.00\n2,2.00\n");
          }
        });
    RunResult failed;
    try {
      failed = trial.run();
    } finally {
      FaultPoint.listen(point -> {});
    }
    assertThat(failed.exitStatus()).isEqualTo(1);
    assertThat(Trial.step(failed, "bronze.a").error().orElseThrow())
        .contains("has changed since it landed");

    assertThat(trial.run().exitStatus()).isZero();
    assertThat(trial.query("SELECT sum(id) FROM bronze.a")).containsExactly("[3]");
    assertThat(trial.query("SELECT count(*) FROM quarantine.bronze_a")).containsExactly("[0]");
  }

  @Test
  void namesWithColonsAreReadAndChecksumsOfAnEditorsPastAreNot() throws IOException {
    Path kept = root.resolve("data/kept.csv");
    try (var checked = new org.apache.hadoop.fs.LocalFileSystem()) {
      checked.initialize(
          java.net.URI.create("file:///"), new org.apache.hadoop.conf.Configuration());
      try (var out = checked.create(new org.apache.hadoop.fs.Path(kept.toUri()))) {
        out.write("id,amount\n1,1.00\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(root.resolve("data/.kept.csv.crc")).exists();
    Trial trial =
        trial("")
            .file("sources/a.yml", SOURCE.replace("../data", "../data/*"))
            .data("kept.csv", "id,amount\n2,2.00\n");
    RunResult edited = trial.run();
    assertThat(edited.exitStatus()).as(edited.toString()).isZero();
    assertThat(trial.query("SELECT id FROM bronze.a")).containsExactly("[2]");

    RunResult colon = trial("").data("2024-01-01T10:30:00.csv", "id,amount\n3,3.00\n").run();
    assertThat(colon.exitStatus()).as(colon.toString()).isZero();
    assertThat(trial.query("SELECT id FROM bronze.a ORDER BY id")).containsExactly("[2]", "[3]");
  }

  @Test
  void aFileThatTookThePlaceOfALandedOneIsNotMovedAwayWithoutLanding() throws IOException {
    byte[] other = gzip("id,amount\n2,2.00\n3,3.00\n");
    Trial trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                SOURCE.replace("path: ../data}", "path: ../data, unpack: gzip, archive: ../put}"))
            .data("1.csv.gz", gzip("id,amount\n1,1.00\n"));
    FaultPoint.listen(
        point -> {
          if (point.equals("before-archive")) {
            trial.data("1.csv.gz", other);
          }
        });
    try {
      assertThat(Trial.step(trial.run(), "land.a").detail()).endsWith("0 moved to " + put());
    } finally {
      FaultPoint.listen(point -> {});
    }
    assertThat(root.resolve("data/1.csv.gz")).hasBinaryContent(other);

    RunResult next = trial.run();

    assertThat(Trial.step(next, "land.a").detail()).endsWith("1 moved to " + put());
    assertThat(trial.query("SELECT id FROM bronze.a ORDER BY id")).containsExactly("[2]", "[3]");
  }

  private String put() {
    return "file:" + root.resolve("put");
  }

  private Trial headless(String columns) {
    return new Trial(root)
        .file(
            "sources/a.yml",
            "source: {type: files, path: ../data}\nformat: {type: csv, header: false}\n" + columns);
  }

  @Test
  void columnsOfAFileWithoutAHeaderComeFromWhereTheySay() {
    Trial trial =
        headless(
                """
                schema:
                  columns:
                    amount: {type: "decimal(9,2)", from: column_3}
                    id: {type: bigint, from: column_1}
                """)
            .data("a.csv", "1,alice,10.50\n2,bob,3.00\n");

    RunResult run = trial.run();

    assertThat(run.exitStatus()).as(run.toString()).isZero();
    assertThat(trial.query("SELECT id, amount, column_2 FROM bronze.a ORDER BY id"))
        .containsExactly("[1,10.50,alice]", "[2,3.00,bob]");
  }

  @Test
  void columnsThatNobodyDeclaredHaveTheirPositionForAName() {
    Trial trial =
        headless("schema:\n  columns:\n    id: {type: bigint}\n")
            .data("a.csv", "1,alice,10.50\n2,bob,3.00\n3,too,many,fields\n");

    RunResult run = trial.run();

    assertThat(Trial.step(run, "bronze.a").counts()).isEqualTo(new Counts(3, 2, 0, 0, 0, 1, 0, 0));
    assertThat(trial.query("SELECT id, column_2, column_3 FROM bronze.a ORDER BY id"))
        .containsExactly("[1,alice,10.50]", "[2,bob,3.00]");
  }

  @Test
  void oneDamagedFirstRecordDoesNotMakeTheOthersWrong() {
    Trial trial =
        headless("schema:\n  columns:\n    id: {type: bigint}\n    name: {type: string}\n")
            .data("a.csv", "0,da,maged\n1,alice\n2,bob\n");

    assertThat(Trial.step(trial.run(), "bronze.a").counts())
        .isEqualTo(new Counts(3, 2, 0, 0, 0, 1, 0, 0));
    assertThat(trial.query("SELECT id, name FROM bronze.a ORDER BY id"))
        .containsExactly("[1,alice]", "[2,bob]");
  }

  @Test
  void codesThatComeAfterTheSampleAreNoNumbers() {
    Trial trial =
        new Trial(root)
            .file("sources/a.yml", "source: {type: files, path: ../data}\nformat: {type: csv}\n")
            .data("a.csv", "zip,n\n12134,1\n20501,2\n");
    trial.run();
    trial.data("b.csv", "zip,n\n02134,3\n+7,4\n-0,5\n0,6\n").run();

    assertThat(trial.query("SELECT n, zip, _rescued FROM bronze.a WHERE n > 2 ORDER BY n"))
        .containsExactly(
            "[3,null,{\"zip\":\"02134\"}]",
            "[4,null,{\"zip\":\"+7\"}]",
            "[5,0,null]",
            "[6,0,null]");
  }

  @Test
  void aLocalTimeThatClocksLeaveOutIsRescued() {
    Trial trial =
        new Trial(root)
            .file(
                "sources/a.yml",
                """
                source: {type: files, path: ../data}
                format: {type: csv}
                schema:
                  columns:
                    id: {type: bigint}
                    at: {type: timestamp, pattern: "yyyy-MM-dd HH:mm VV"}
                """)
            .data(
                "a.csv",
                "id,at\n1,2024-03-31 01:59 Europe/Berlin\n2,2024-03-31 02:30 Europe/Berlin\n"
                    + "3,2024-03-31 03:00 Europe/Berlin\n");
    trial.run();

    assertThat(trial.query("SELECT id, at, _rescued FROM bronze.a ORDER BY id"))
        .containsExactly(
            "[1,2024-03-31 00:59:00.0,null]",
            "[2,null,{\"at\":\"2024-03-31 02:30 Europe/Berlin\"}]",
            "[3,2024-03-31 01:00:00.0,null]");
  }

  @Test
  void bytesThatAreNotTextAreQuarantinedNotReplaced() {
    byte[] latin =
        "id,amount,name\n1,1.00,Gr\u00fcn\n2,2.00,plain\n".getBytes(StandardCharsets.ISO_8859_1);
    Trial trial = trial("").data("1.csv", latin);

    RunResult result = trial.run();

    assertThat(Trial.step(result, "bronze.a").counts())
        .isEqualTo(new Counts(2, 1, 0, 0, 0, 1, 0, 0));
    trial.file("sources/a.yml", SOURCE.replace("{type: csv}", "{type: csv, encoding: ISO-8859-1}"));
    trial.run();
    assertThat(trial.query("SELECT name FROM bronze.a ORDER BY id"))
        .containsExactly("[Grün]", "[plain]");
  }

  @Test
  void valuesThatDoNotFitCanStopTheRun() {
    RunResult refused = trial("  on_bad_value: fail\n").data("1.csv", "id,amount\n1,2.505\n").run();

    assertThat(refused.exitStatus()).isEqualTo(3);
    assertThat(Trial.step(refused, "bronze.a").error().orElseThrow()).contains("'amount'");
  }

  @Test
  void jsonLinesAndDocumentsAreTheSameRows() {
    Trial trial =
        new Trial(root)
            .file(
                "sources/l.yml",
                "source: {type: files, path: ../data/l.json}\nformat: {type: json}\n")
            .file(
                "sources/d.yml",
                "source: {type: files, path: ../data/d.json}\nformat: {type: json, layout: document}\n")
            .data("l.json", "{\"id\":1,\"x\":1.10}\n{\"id\":2,\"x\":null}\n{\"id\":\n")
            .data("d.json", "[{\"id\":1,\"x\":1.10},{\"id\":2}]");

    RunResult result = trial.run();

    assertThat(Trial.step(result, "bronze.l").counts())
        .isEqualTo(new Counts(3, 2, 0, 0, 0, 1, 0, 0));
    assertThat(trial.query("SELECT id, x FROM bronze.l ORDER BY id"))
        .isEqualTo(trial.query("SELECT id, x FROM bronze.d ORDER BY id"))
        .containsExactly("[1,1.10]", "[2,null]");
  }

  @Test
  void parquetKeepsItsTypesAndRescuesWhatACastWouldLose() {
    TestSpark.session()
        .sql("SELECT 1L AS id, CAST(2.505 AS DECIMAL(9,3)) AS amount UNION ALL SELECT 2L, 3.500")
        .coalesce(1)
        .write()
        .parquet(root.resolve("data/p").toString());
    Trial trial = trial("").file("sources/a.yml", SOURCE.replace("csv", "parquet"));

    RunResult result = trial.run();

    assertThat(result.exitStatus()).isZero();
    assertThat(trial.query("SELECT id, amount, _rescued, _line FROM bronze.a ORDER BY id"))
        .containsExactly("[1,null,{\"amount\":\"2.505\"},1]", "[2,3.50,null,2]");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
